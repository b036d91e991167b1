import { lazy, Suspense, type ComponentType } from 'react';

/**
 * The facts of a block, loaded when it is first shown: blocks themselves are
 * part of every page of the portal.
 */
export function lazyFacts(load: () => Promise<ComponentType>): JSX.Element {
  const Facts = lazy(async () => ({ default: await load() }));
  return (
    <Suspense fallback={null}>
      <Facts />
    </Suspense>
  );
}
