import { useApiHolder, type ApiRef } from '@backstage/frontend-plugin-api';
import { Suspense } from 'react';
import { ErrorBoundary } from '../states/ErrorBoundary';
import { LoadingState } from '../states/LoadingState';
import type { PageSections } from './PageSection';

const skeleton = <LoadingState rows={2} rowHeight={32} />;

/**
 * What other plugins of the portal add to a page. One that cannot be drawn leaves the
 * others whole.
 *
 * @public
 */
export function OtherSections<Props extends {}>(props: {
  /** Where the page finds them. */
  from: ApiRef<PageSections<Props>>;
  /** What they are told. */
  about: Props;
  /** The data they are about. */
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
