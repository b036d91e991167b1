import { useEffect, useState, type ReactNode } from 'react';
import { LoadingState } from '../states/LoadingState';
import { PageBody } from './PageBody';

/** Stands for a page of which no more is known than its header. */
export const pageSkeleton = (
  <PageBody>
    <LoadingState rows={10} rowHeight={40} />
  </PageBody>
);

/**
 * Wraps the loader of a page, sub-page or tab: a skeleton stands below the header
 * while the code is loaded, where the portal would draw a progress bar. It does
 * not suspend: React delays what suspends within the portal's own fallback by up
 * to half a second.
 *
 * @param load - loads the page
 * @param skeleton - for what has no space of its own around it, such as the tab of an entity
 *
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
          // The page is loaded again when it is next drawn.
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
