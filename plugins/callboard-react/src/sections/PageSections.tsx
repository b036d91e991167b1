import { useApiHolder, type ApiRef } from '@backstage/frontend-plugin-api';
import { Suspense, type ComponentType } from 'react';
import { ErrorBoundary } from '../states/ErrorBoundary';
import { LoadingState } from '../states/LoadingState';

/** A section of a page that another plugin renders, with its own heading. @public */
export interface PageSection<Props extends {}> {
  name: string;
  /** Sections are sorted by this number, then by name. */
  order: number;
  Section: ComponentType<Props>;
}

/** The sections that other plugins add to a page. @public */
export interface PageSections<Props extends {}> {
  /** In rendering order. */
  readonly sections: readonly PageSection<Props>[];
}

/** The default `order` of a section. */
export const DEFAULT_SECTION_ORDER = 1000;

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

const skeleton = <LoadingState rows={2} rowHeight={32} />;

/**
 * The sections that other plugins add to a page. A render error in one section does not affect the
 * others.
 *
 * @public
 */
export function OtherSections<Props extends {}>(props: {
  from: ApiRef<PageSections<Props>>;
  about: Props;
  /** The data of the sections. When they change, the error boundaries reset. */
  resetKey: unknown;
}) {
  const api = useApiHolder().get(props.from);
  return (
    <>
      {api?.sections.map(({ name, Section }) => (
        <ErrorBoundary key={name} resetKey={props.resetKey}>
          <Suspense fallback={skeleton}>
            <Section {...props.about} />
          </Suspense>
        </ErrorBoundary>
      ))}
    </>
  );
}
