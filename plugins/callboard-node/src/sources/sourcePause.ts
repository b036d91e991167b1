import { JsonValue } from '@backstage/types';
import { z } from 'zod';

/** The name of the cursor that stores when a source's rate limit ends. @public */
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
