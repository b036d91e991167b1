/** Starts a portal until it is ready; on failure reports the reason within seconds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { wakeSignals } from './wakeSignals.mjs';

const POLL_MS = 250;

/** How long a failed start of a portal may take to report the reason, and to end. */
const LAST_WORDS_MS = 3_000;

async function untilReady(client) {
  const isOk = async path => (await client.status(path).catch(() => 0)) === 200;
  while (!(await isOk('/.backstage/health/v1/readiness'))) {
    await sleep(POLL_MS);
  }
  if (!(await isOk('/'))) {
    throw new Error('it does not serve the app');
  }
  await wakeSignals(client.url);
}

/**
 * Waits until a portal that was started is ready.
 *
 * @param portal a `PortalProcess`
 * @param client a `PortalClient` for its address
 * @param app resolves when the app is built, for a portal that `awaitsApp`
 * @throws Error when the app cannot be built, or the portal cannot start; the
 *   portal has ended then
 */
export async function startPortal({ portal, client, app }) {
  const ended = portal.ended.then(end => {
    throw new Error(`it exited with ${end}`);
  });
  const failed = portal.failed.then(async cause => {
    await Promise.race([ended, sleep(LAST_WORDS_MS)]);
    throw new Error(cause);
  });
  const built = Promise.resolve(app).then(() => {
    portal.announceBuiltApp();
    return untilReady(client);
  });
  try {
    await Promise.race([built, ended, failed]);
  } catch (error) {
    portal.kill();
    await portal.ended;
    throw error;
  } finally {
    // The promises that lost the race.
    [built, ended, failed].forEach(each => each.catch(() => {}));
  }
}
