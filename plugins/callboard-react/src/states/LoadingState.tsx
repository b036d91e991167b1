import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useLayoutEffect, useState, type ReactNode } from 'react';
import { callboardReactTranslationRef } from '../translation';

const DELAY_MS = 150;

/** The maximum gap between two loading states of one wait, in milliseconds. */
const SAME_WAIT_MS = 100;

/** The start and end of the last wait, as `performance.now()`. */
let lastWait = { since: -Infinity, until: -Infinity };

/**
 * Becomes true after 150 ms of waiting. One loading state can replace another, for example when the
 * code of a page has loaded. The new state then counts the time since the first state appeared, so
 * that a visible skeleton does not vanish for 150 ms.
 */
function useIsLongWait(): boolean {
  const [isLong, setIsLong] = useState(false);
  useLayoutEffect(() => {
    const now = performance.now();
    const since = now - lastWait.until < SAME_WAIT_MS ? lastWait.since : now;
    const remainingMs = since + DELAY_MS - now;
    if (remainingMs <= 0) setIsLong(true);
    const timer =
      remainingMs > 0
        ? setTimeout(() => setIsLong(true), remainingMs)
        : undefined;
    return () => {
      clearTimeout(timer);
      lastWait = { since, until: performance.now() };
    };
  }, []);
  return isLong;
}

/**
 * The placeholder of content that is loading. It occupies space immediately, so that the layout
 * does not shift; the skeleton appears after 150 ms, so that a fast response does not flicker.
 *
 * @public
 */
export function LoadingState(props: {
  rows?: number;
  rowHeight?: number;
  /** A skeleton in the shape of the content. */
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
