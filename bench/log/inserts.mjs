/**
 * Plain INSERTs of the rows that batches of events become, one statement and one commit
 * for each batch; in a process of its own.
 */
import { randomUUID } from 'node:crypto';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { BATCH, createEvent } from '../lib/events.mjs';
import { serve } from '../lib/worker.mjs';

const { Client } = requireOfBackend('pg');
const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { toActivityRow } = loadBackend('features/activity/toActivityRow');
const log = new ActivityLog();

async function insert({ connection, connections, workspace_id, ms }) {
  const columns = Object.keys(rowsOf(workspace_id, 0, 0)[0]);
  const text = `INSERT INTO activity (${columns}) VALUES ${Array.from(
    { length: BATCH },
    (_, row) =>
      `(${columns.map((__, cell) => `$${row * columns.length + cell + 1}`)})`,
  )}`;
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client({ connectionString: connection });
      await client.connect();
      return client;
    }),
  );
  let statements = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client, who) => {
      for (let n = 0; performance.now() < began + ms; n += 1) {
        const values = rowsOf(workspace_id, who, n).flatMap(row =>
          columns.map(column => cellOf(row[column])),
        );
        await client.query({ text, values });
        statements += 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(clients.map(client => client.end()));
  return { perSecond: statements / seconds };
}

function rowsOf(workspace_id, who, n) {
  const actor = {
    user_ref: `user:default/p${who}`,
    display_name: `p${who}`,
    email: null,
    ip: null,
    request_id: randomUUID(),
  };
  const now = Date.now();
  return log.insertionOf(
    Array.from({ length: BATCH }, (_, at) =>
      toActivityRow(
        { actor, workspace_id },
        createEvent(who, n * BATCH + at),
        now,
      ),
    ),
  ).rows;
}

function cellOf(cell) {
  return typeof cell === 'object' && cell !== null && !(cell instanceof Date)
    ? JSON.stringify(cell)
    : cell;
}

serve(insert);
