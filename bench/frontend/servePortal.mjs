import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PortalClient } from '../../scripts/lib/PortalClient.mjs';
import { PortalProcess } from '../../scripts/lib/PortalProcess.mjs';
import { wakeSignals } from '../../scripts/lib/wakeSignals.mjs';

const POLL_MS = 250;

/**
 * Starts the portal as `npm start` does, and waits until it is ready.
 *
 * @param options.port - where it listens
 * @param options.data - the folder of its databases; it makes a year of demo
 *   data where there are none
 * @param options.app - the folder of the package whose built app it serves
 * @throws Error with the end of its log when it does not start
 */
export async function servePortal({ port, data, app }) {
  const portal = new PortalProcess({
    port,
    log: join(data, 'portal.log'),
    settings: {
      APP_CONFIG_backend_database_connection_directory: data,
      APP_CONFIG_demo_directory: data,
      APP_CONFIG_app_packageName: app,
    },
    args: [],
  });
  const client = new PortalClient(`http://localhost:${port}`);
  const end = await Promise.race([untilReady(client), portal.ended]);
  if (end !== undefined) {
    throw new Error(`The portal ended with ${end}:\n${portal.lastLines()}`);
  }
  await wakeSignals(client.url);
  return { url: client.url, stop: () => portal.stop() };
}

async function untilReady(client) {
  const isReady = async () =>
    (await client
      .status('/.backstage/health/v1/readiness')
      .catch(() => undefined)) === 200;
  while (!(await isReady())) {
    await sleep(POLL_MS);
  }
}
