/**
 * Waits until a starting portal is ready. If it cannot start, reports the reason within seconds.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { wakeSignals } from './wakeSignals.mjs';

const POLL_MS = 250;

/** How long a portal that failed to start may take to log the reason and exit. */
const FAILURE_REPORT_MS = 3_000;

async function waitUntilReady(client) {
  const isOk = async path =>
    (await client.getStatus(path).catch(() => 0)) === 200;
  while (!(await isOk('/.backstage/health/v1/readiness'))) {
    await sleep(POLL_MS);
  }
  if (!(await isOk('/'))) {
    throw new Error('it does not serve the app');
  }
  await wakeSignals(client.url);
}

/**
 * Waits until a starting portal is ready.
 *
 * @param portal a `PortalProcess`
 * @param client a `PortalClient` for the portal's address
 * @param app resolves when the app is built, for a portal that `awaitsApp`
 * @throws Error when the app cannot be built, or the portal cannot start; the portal's process has
 *   then ended
 */
export async function startPortal({ portal, client, app }) {
  const ended = portal.ended.then(end => {
    throw new Error(`it exited with ${end}`);
  });
  const failed = portal.failed.then(async cause => {
    await Promise.race([ended, sleep(FAILURE_REPORT_MS)]);
    throw new Error(cause);
  });
  const ready = Promise.resolve(app).then(() => {
    portal.announceBuiltApp();
    return waitUntilReady(client);
  });
  try {
    await Promise.race([ready, ended, failed]);
  } catch (error) {
    portal.kill();
    await portal.ended;
    throw error;
  } finally {
    // The other promises may reject later; unhandled, that would end this process.
    [ready, ended, failed].forEach(each => each.catch(() => {}));
  }
}
