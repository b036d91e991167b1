import { useApiHolder, type ApiRef } from '@backstage/frontend-plugin-api';
import { Suspense } from 'react';
import { ErrorBoundary } from '../states/ErrorBoundary';
import { LoadingState } from '../states/LoadingState';
import type { PageSections } from './PageSection';

const skeleton = <LoadingState rows={2} rowHeight={32} />;

/**
 * The sections that other plugins add to a page. A render error in one leaves the others intact.
 *
 * @public
 */
export function OtherSections<Props extends {}>(props: {
  /** The API that provides the sections. */
  from: ApiRef<PageSections<Props>>;
  /** The props of each section. */
  about: Props;
  /** The data of the sections; an error boundary resets when it changes. */
  resetKey: unknown;
}) {
  const found = useApiHolder().get(props.from);
  return (
    <>
      {found?.sections.map(({ name, Section }) => (
        <ErrorBoundary key={name} resetKey={props.resetKey}>
          <Suspense fallback={skeleton}>
            <Section {...props.about} />
          </Suspense>
        </ErrorBoundary>
      ))}
    </>
  );
}
