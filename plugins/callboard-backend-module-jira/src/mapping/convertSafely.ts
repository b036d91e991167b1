import { toError } from '@backstage/errors';
import { SyncProblem } from '@callboard/plugin-callboard-node';
import { setImmediate as yieldToEventLoop } from 'timers/promises';

/**
 * Converts an issue, comment or worklog, whose texts everyone with access to Jira writes. Reports one
 * that cannot be converted and returns undefined, so that it does not stop the others. Converting a
 * long text occupies the thread, so other tasks run before each.
 *
 * @param problem - the issue to report
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
    report({ ...problem, reason: `It cannot be converted: ${message}` });
    return undefined;
  }
}
