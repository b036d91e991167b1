import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { callboardReactTranslationRef } from '../translation';
import { useDelay } from './useDelay';

const DELAY = 150;

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
  const visible = useDelay(DELAY);
  return (
    <Box
      role="status"
      aria-busy="true"
      aria-label={t('loading')}
      sx={{ visibility: visible ? 'visible' : 'hidden' }}
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
