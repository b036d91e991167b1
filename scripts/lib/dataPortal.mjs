/** Starts portals with a small demo and without the app, on a database that the caller provides. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layerConfigArguments } from './configArguments.mjs';
import { findFreePort } from './port.mjs';
import { PortalClient } from './PortalClient.mjs';
import { PortalProcess } from './PortalProcess.mjs';
import { createReplicaSettings } from './replicas/replicaSettings.mjs';
import { waitFor } from './waitFor.mjs';

const DEMO = { people: 12, days: 40 };

const FIRST_PORT = 7307;

/** Far longer than a portal needs on a busy machine. */
const patience = { stallMs: 10 * 60_000, pollMs: 500 };

/** Returns the settings of a portal with SQLite databases in a folder. */
export const createSqliteSettings = folder => ({
  APP_CONFIG_backend_database_connection_directory: folder,
});

/** Returns the settings of a portal with databases on a PostgreSQL server. */
export const createPostgresSettings = ({ connectionString }) =>
  createReplicaSettings(connectionString);

/**
 * Starts a portal.
 *
 * @param options.folder the folder of the portal's emails and log
 * @param options.name the name of the portal in errors, and of its log
 * @param options.settings environment variables, which must include the variables of the database
 * @returns the portal's client, the path of its log, and a function that stops it
 * @throws Error with the end of the log when it cannot start
 */
export async function startDataPortal({ folder, name, settings }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'demo.json'), JSON.stringify(DEMO));
  const port = await findFreePort(FIRST_PORT);
  const log = join(folder, `${name}.log`);
  const portal = new PortalProcess({
    port,
    log,
    entry: 'src/dataPortal.ts',
    settings: {
      CALLBOARD_MAIL_FOLDER: join(folder, 'mails'),
      ...settings,
      APP_CONFIG_demo_directory: folder,
    },
    args: layerConfigArguments([]),
  });
  const client = new PortalClient(`http://localhost:${port}`);
  const failed = Promise.race([portal.failed, portal.ended]).then(cause => {
    throw new Error(`${name}: ${cause}\n${portal.readLastLines()}`);
  });
  failed.catch(() => {});
  const isReady = async () => {
    const path = '/.backstage/health/v1/readiness';
    return (await client.getStatus(path).catch(() => 0)) === 200;
  };
  try {
    const ready = waitFor(`${name} is ready`, isReady, Boolean, patience);
    await Promise.race([ready, failed]);
  } catch (error) {
    portal.kill();
    throw error;
  }
  return { client, log, stop: () => portal.stop() };
}

/** Runs `work` while a portal runs; takes the options of `startDataPortal`. */
export async function withDataPortal(options, work) {
  const portal = await startDataPortal(options);
  try {
    return await work(portal);
  } finally {
    await portal.stop();
  }
}

/**
 * Waits until each row of the activity log is sealed.
 *
 * @param options.head the head of a seal that the log must contain; by default the newest seal
 * @param options.countRows counts the rows of the log in the database
 * @param options.isDone returns for `{rows_checked, counts}` whether the log is complete; `counts`
 *   is undefined until this portal has created demo data
 * @returns the verified log, with `rows_checked` and `head`
 * @throws Error when the log does not become intact
 */
export async function waitForSealedLog(
  client,
  { head, countRows, isDone = () => true },
) {
  const token = await client.requestToken('alex.admin');
  const get = path => client.request(token, 'GET', `/api/callboard${path}`);
  const read = async () => {
    const { counts } = await get('/demo/reset');
    const [newest] = (await get('/admin/activity/seals?limit=1')).items;
    if (!newest) return {};
    const verified = await get(
      `/admin/activity/verify?head=${head ?? newest.head}`,
    );
    const stored = await countRows();
    return { ...verified, counts, stored, head: newest.head };
  };
  const log = await waitFor(
    'The log is sealed',
    read,
    state => state.ok && state.rows_checked >= state.stored && isDone(state),
    patience,
  );
  const { equal } = await get('/admin/activity/counts/check');
  if (!equal) throw new Error('The counts of the log are wrong');
  return log;
}

/** Waits until this portal has created the demo data, and has sealed the log. */
export const waitForDemo = (client, countRows) =>
  waitForSealedLog(client, {
    countRows,
    isDone: ({ counts }) => counts !== undefined,
  });
