import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';
import { MAX_ITEMS_PER_BULK_UPDATE } from '@callboard/plugin-callboard-common';

/** The result of a bulk action. @public */
export interface BatchOutcome<Item, Answer> {
  answers: readonly Answer[];
  /** The items that were not processed; empty if every batch succeeded. */
  left: readonly Item[];
  error?: unknown;
}

/**
 * Sends any number of items in batches that are small enough for the server. Each batch succeeds or
 * fails as a whole. Stops at the first failure.
 *
 * @param batchSize - maximum number of items in one batch
 * @public
 */
export async function sendInBatches<Item, Answer>(
  items: readonly Item[],
  send: (batch: Item[]) => Promise<Answer>,
  onProgress: (done: number) => void,
  batchSize: number = MAX_ITEMS_PER_BULK_UPDATE,
): Promise<BatchOutcome<Item, Answer>> {
  const answers: Answer[] = [];
  let doneCount = 0;
  while (doneCount < items.length) {
    onProgress(doneCount);
    const batch = items.slice(doneCount, doneCount + batchSize);
    try {
      answers.push(await send(batch));
    } catch (error) {
      return { answers, left: items.slice(doneCount), error };
    }
    doneCount += batch.length;
  }
  return { answers, left: [] };
}

/** A bar of bulk actions for the selected rows. Sticks to the bottom of the page. @public */
export function SelectionBar(props: {
  label: string;
  status: ReactNode;
  children: ReactNode;
}) {
  return (
    <Paper
      component="section"
      aria-label={props.label}
      data-bottom-bar
      elevation={6}
      sx={{
        position: 'sticky',
        // In a narrow window, the portal's navigation covers the bottom of the page.
        bottom: { xs: 72, sm: 16 },
        zIndex: 2,
        mt: 2,
        px: 2,
        py: 1,
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
      }}
    >
      <Box role="status" sx={{ typography: 'body2', fontWeight: 600, mr: 1 }}>
        {props.status}
      </Box>
      {props.children}
    </Paper>
  );
}
