import { reportFile } from './folders';
import { Portal } from './Portal';
import { PortalSession } from './PortalSession';

/** Enough to find the cause, short enough to read. */
const LOG_LINES_ON_FAILURE = 40;

function getPortalOfThisRun(): Portal {
  const folder = process.env.CALLBOARD_E2E_PORTAL;
  if (!folder) throw new Error('The run has no portal');
  return new Portal(folder);
}

function getStackFrames(stack: string): string[] {
  return stack.split('\n').filter(line => /^\s+at /.test(line));
}

/**
 * Collects evidence of a failure: a screenshot of every open page, and the portal's log since
 * `logFrom`.
 */
async function explainFailure(
  error: unknown,
  session: PortalSession,
  logFrom: number,
) {
  const { currentTestName = 'test' } = expect.getState();
  const screenshots = await Promise.all(
    session.listPages().map(async (page, index) => {
      const path = reportFile(`failed ${currentTestName} ${index}`, 'png');
      await page.screenshot({ path, fullPage: true }).catch(() => {});
      return `${page.url()} ${path}`;
    }),
  );
  const log = session.portal.readLogSince(logFrom).trimEnd().split('\n');
  const { message, stack = '' } =
    error instanceof Error ? error : new Error(String(error));
  const explained = new Error();
  explained.message = [
    message,
    ...screenshots,
    ...session.console.listUnexpected().map(line => `console: ${line}`),
    'The portal wrote:',
    ...log.slice(-LOG_LINES_ON_FAILURE),
  ].join('\n');
  // Jest shows the stack, and takes the failing line from it.
  explained.stack = [explained.message, ...getStackFrames(stack)].join('\n');
  return explained;
}

/**
 * Creates a test body that gets its own session and, with `it.each`, the values of the case:
 * `it('…', withPortal(async (session, value) => …))`. The test fails if a page writes an unexpected
 * error to the console.
 */
export function withPortal<Case extends unknown[]>(
  runTest: (session: PortalSession, ...values: Case) => Promise<void>,
) {
  return async (...values: Case) => {
    const portal = getPortalOfThisRun();
    const session = new PortalSession(portal);
    const logFrom = portal.getLogSize();
    try {
      await runTest(session, ...values);
      expect(session.console.listUnexpected()).toEqual([]);
    } catch (error) {
      throw await explainFailure(error, session, logFrom);
    } finally {
      await session.close();
    }
  };
}
