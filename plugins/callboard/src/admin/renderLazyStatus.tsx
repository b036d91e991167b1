import Box from '@mui/material/Box';
import { lazy, Suspense, type ComponentType } from 'react';
import { statusLineSx } from './statusLineSx';

/**
 * Loads a block's status line when it is first visible, because the blocks themselves are part of
 * every portal page's bundle.
 */
export function renderLazyStatus(
  load: () => Promise<ComponentType>,
): JSX.Element {
  const Facts = lazy(async () => ({ default: await load() }));
  return (
    <Suspense fallback={<Box component="span" sx={statusLineSx} />}>
      <Facts />
    </Suspense>
  );
}
