import type { PageSection, PageSections } from './PageSection';

/** Sorts sections for rendering. @public */
export function sortPageSections<Props extends {}>(
  sections: readonly PageSection<Props>[],
): PageSections<Props> {
  return {
    sections: [...sections].sort(
      (a, b) => a.order - b.order || a.name.localeCompare(b.name),
    ),
  };
}
