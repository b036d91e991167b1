import { toError } from '@backstage/errors';
import { SyncProblem } from '@callboard/plugin-callboard-node';
import { setImmediate as yieldToEventLoop } from 'timers/promises';

/**
 * Converts an issue, comment or worklog, whose texts everyone with access to Jira can write. If the
 * conversion fails, reports the failure and returns undefined, so that the caller can convert the
 * rest. Yields to the event loop first, because converting a long text blocks the thread.
 */
export async function convertSafely<T>(
  convert: () => T,
  problem: Omit<SyncProblem, 'reason'>,
  report: (problem: SyncProblem) => void,
): Promise<T | undefined> {
  await yieldToEventLoop();
  try {
    return convert();
  } catch (error) {
    const { message } = toError(error);
    report({ ...problem, reason: `The conversion failed: ${message}` });
    return undefined;
  }
}
