import { useEffect, useState, type ReactNode } from 'react';
import { LoadingState } from '../states/LoadingState';
import { PageBody } from './PageBody';

/** The skeleton of a page of which only the header is known. */
export const pageSkeleton = (
  <PageBody>
    <LoadingState rows={10} rowHeight={40} />
  </PageBody>
);

/**
 * Wraps the loader of a page, sub-page or tab: it shows a skeleton below the header while the code
 * loads, where the portal would show a progress bar. It does not suspend: React delays content that
 * suspends within the portal's own fallback by up to half a second.
 *
 * @param load - loads the page
 * @param skeleton - for content without its own padding, such as the tab of an entity
 * @public
 */
export function withSkeleton(
  load: () => Promise<JSX.Element>,
  skeleton: ReactNode = pageSkeleton,
): () => Promise<JSX.Element> {
  return async () => {
    let loaded: JSX.Element | undefined;
    let loading: Promise<JSX.Element> | undefined;
    function start(): Promise<JSX.Element> {
      loading ??= load().then(
        element => {
          loaded = element;
          return element;
        },
        error => {
          // The next render loads the page again.
          loading = undefined;
          throw error;
        },
      );
      return loading;
    }
    function Loaded() {
      const [element, setElement] = useState(loaded);
      const [failure, setFailure] = useState<{ error: unknown }>();
      useEffect(() => {
        if (!element) {
          start().then(setElement, error => setFailure({ error }));
        }
      }, [element]);
      if (failure) throw failure.error;
      return <>{element ?? skeleton}</>;
    }
    return <Loaded />;
  };
}
