import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useLayoutEffect, useState, type ReactNode } from 'react';
import { callboardReactTranslationRef } from '../translation';

const DELAY = 150;

/** How soon a loading state follows another if both are of one wait. */
const SAME_WAIT = 100;

/** When the wait that ended last began, and when it ended. */
let lastWait = { since: -Infinity, until: -Infinity };

/**
 * Becomes true once somebody has waited for 150 ms. A loading state that takes
 * the place of another, as that of a page does when its code has arrived,
 * continues the wait: a skeleton that shows does not vanish for another 150 ms.
 */
function useIsLongWait(): boolean {
  const [isLong, setIsLong] = useState(false);
  useLayoutEffect(() => {
    const now = performance.now();
    const since = now - lastWait.until < SAME_WAIT ? lastWait.since : now;
    const remaining = since + DELAY - now;
    if (remaining <= 0) setIsLong(true);
    const timer =
      remaining > 0 ? setTimeout(() => setIsLong(true), remaining) : undefined;
    return () => {
      clearTimeout(timer);
      lastWait = { since, until: performance.now() };
    };
  }, []);
  return isLong;
}

/**
 * Keeps the place of what is being loaded. The place is taken at once, so that
 * nothing jumps; the skeleton shows after 150 ms, so that a fast answer does
 * not flicker.
 *
 * @public
 */
export function LoadingState(props: {
  /** How many lines, where no skeleton of its own is given. */
  rows?: number;
  rowHeight?: number;
  /** A skeleton in the shape of what comes. */
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const isVisible = useIsLongWait();
  return (
    <Box
      role="status"
      aria-busy="true"
      aria-label={t('loading')}
      sx={{ visibility: isVisible ? 'visible' : 'hidden' }}
    >
      {props.children ?? (
        <Stack spacing={1}>
          {Array.from({ length: props.rows ?? 6 }, (_, row) => (
            <Skeleton
              key={row}
              variant="rounded"
              height={props.rowHeight ?? 32}
            />
          ))}
        </Stack>
      )}
    </Box>
  );
}
