import { lazy, Suspense } from 'react';
import type { AccessTest } from '../access/AccessTest';
import { pageSkeleton } from '../page/withSkeleton';

/** A tab of a page of the legacy frontend system. @public */
export interface LegacyTab {
  /** Below the page, with a leading slash. */
  path: string;
  title: string;
  element: JSX.Element;
  /** Whether it is open to a person; to everybody by default. */
  isOpen?: AccessTest;
}

/**
 * A sub-page of the new frontend system as a tab of the legacy system. It is
 * loaded when it is first shown.
 *
 * @param subPage - the params of its extension
 * @public
 */
export function createLegacyTab(subPage: {
  path: string;
  title: string;
  loader: () => Promise<JSX.Element>;
  isOpen?: AccessTest;
}): LegacyTab {
  const Content = lazy(async () => {
    const element = await subPage.loader();
    return { default: () => element };
  });
  return {
    path: `/${subPage.path}`,
    title: subPage.title,
    isOpen: subPage.isOpen,
    element: (
      <Suspense fallback={pageSkeleton}>
        <Content />
      </Suspense>
    ),
  };
}
