import Box from '@mui/material/Box';
import { lazy, Suspense, type ComponentType } from 'react';
import { factsRoom } from './factsRoom';

/**
 * The facts of a block, loaded when it is first shown: blocks themselves are
 * part of every page of the portal.
 */
export function lazyFacts(load: () => Promise<ComponentType>): JSX.Element {
  const Facts = lazy(async () => ({ default: await load() }));
  return (
    <Suspense fallback={<Box component="span" sx={factsRoom} />}>
      <Facts />
    </Suspense>
  );
}
