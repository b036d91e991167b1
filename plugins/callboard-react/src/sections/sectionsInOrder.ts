import type { PageSection, PageSections } from './PageSection';

/** Sections as they are drawn. @public */
export function sectionsInOrder<Props extends {}>(
  sections: readonly PageSection<Props>[],
): PageSections<Props> {
  return {
    sections: [...sections].sort(
      (a, b) => a.order - b.order || a.name.localeCompare(b.name),
    ),
  };
}
