import type { WorkItemSection } from './WorkItemSection';
import type { WorkItemSections } from './workItemSectionsApiRef';

/** Sections as they are drawn. @public */
export function sectionsInOrder(
  sections: readonly WorkItemSection[],
): WorkItemSections {
  return {
    sections: [...sections].sort(
      (a, b) => a.order - b.order || a.name.localeCompare(b.name),
    ),
  };
}
