import { JsonValue } from '@backstage/types';
import { z } from 'zod';
import { SourceRateLimitError, WorkItemSink } from '../workItemSources';

/** The name of the cursor with the end of a source's rate limit. @public */
export const PAUSE_CURSOR = 'pause';

const storedPause = z.object({ until: z.iso.datetime() });

/**
 * Reads the value of the cursor `PAUSE_CURSOR`.
 *
 * @returns the end of the rate limit; undefined if none applies
 * @public
 */
export function readPauseEnd(
  value: JsonValue | undefined,
  nowMs: number,
): Date | undefined {
  const { data } = storedPause.safeParse(value);
  const until = new Date(data?.until ?? 0);
  return until.getTime() > nowMs ? until : undefined;
}

/**
 * Checks that the rate limit that ended a synchronisation applies no more. Call it before requests
 * outside of a synchronisation, for example after an event: another replica may have met the limit.
 *
 * @throws SourceRateLimitError while it applies
 * @public
 */
export async function requireNoPause(
  { cursors }: Pick<WorkItemSink, 'cursors'>,
  workspace: string,
): Promise<void> {
  const until = readPauseEnd(
    await cursors.read(workspace, PAUSE_CURSOR),
    Date.now(),
  );
  if (until) {
    throw new SourceRateLimitError(until);
  }
}
