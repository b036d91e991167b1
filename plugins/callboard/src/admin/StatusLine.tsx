import Box from '@mui/material/Box';
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';

/** The status of an overview block. It reserves its usual number of lines while it loads. */
export function StatusLine(props: { children?: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'block',
        typography: 'body2',
        mt: 0.5,
        minHeight: { xs: '4.5em', sm: '3em' },
      }}
    >
      {props.children}
    </Box>
  );
}

/**
 * Loads the code of a block's status line when it is first rendered, because the blocks themselves
 * are part of the bundle of every portal page.
 */
export function renderLazyStatus(
  load: () => Promise<ComponentType>,
): JSX.Element {
  const Status = lazy(async () => ({ default: await load() }));
  return (
    <Suspense fallback={<StatusLine />}>
      <Status />
    </Suspense>
  );
}
