import { z } from 'zod';
import { SourceRateLimitError, WorkItemSink } from '../workItemSources';

/** The name of the cursor with the end of a source's rate limit. @public */
export const PAUSE_CURSOR = 'pause';

const storedPause = z.object({ until: z.iso.datetime() });

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
  const { data } = storedPause.safeParse(
    await cursors.read(workspace, PAUSE_CURSOR),
  );
  const until = new Date(data?.until ?? 0);
  if (until.getTime() > Date.now()) {
    throw new SourceRateLimitError(until);
  }
}
