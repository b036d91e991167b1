import { requireOfBackend } from '../lib/backend.mjs';

const { Client } = requireOfBackend('pg');

/** How long nothing may happen until nothing is left to do. */
const QUIET_MS = 2_500;
const POLL_MS = 100;
const PATIENCE_MS = 120_000;

/** The database of one of a portal's plugins, on a throw-away server. */
export async function openDatabase(postgres, pluginId) {
  const connection = postgres.connectionString.replace(
    /[^/]*$/,
    `backstage_plugin_${pluginId}`,
  );
  const client = new Client({ connectionString: connection });
  await client.connect();
  const read = async (sql, values) => (await client.query(sql, values)).rows;
  return {
    connection,
    read,
    /** Waits until the server has done what it does after a load by itself. */
    async untilQuiet() {
      const began = Date.now();
      let quietSince = began;
      while (Date.now() - quietSince < QUIET_MS) {
        if (Date.now() - began > PATIENCE_MS) {
          throw new Error('The database does not come to rest');
        }
        const [{ busy }] = await read(
          `SELECT count(*)::int AS busy FROM pg_stat_activity
           WHERE datname = current_database() AND state <> 'idle'
             AND pid <> pg_backend_pid()`,
        );
        if (busy > 0) {
          quietSince = Date.now();
        }
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
      }
    },
    close: () => client.end(),
  };
}
