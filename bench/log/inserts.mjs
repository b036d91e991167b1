/** Plain INSERTs of rows as batches of events become them, each with a commit. */
import { randomUUID } from 'node:crypto';
import {
  loadBackend,
  loadFeature,
  range,
  requireOfBackend,
} from '../lib/backend.mjs';
import { bodies } from '../lib/events.mjs';
import { serve } from '../lib/worker.mjs';

const { Client } = requireOfBackend('pg');
const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { toActivityRow } = loadFeature('activity/toActivityRow');
const log = new ActivityLog();

function rowsOf(workspace_id, who, n) {
  const ref = { user_ref: `user:default/p${who}`, display_name: `p${who}` };
  const actor = { ...ref, email: null, ip: null, request_id: randomUUID() };
  const context = { actor, workspace_id };
  const now = Date.now();
  const events = bodies.batch(who, n);
  const rows = events.map(event => toActivityRow(context, event, now));
  return log.insertionOf(rows).rows;
}

const cellOf = cell =>
  typeof cell === 'object' && cell !== null && !(cell instanceof Date)
    ? JSON.stringify(cell)
    : cell;

async function insert({ connectionString, connections, workspace_id, ms }) {
  const example = rowsOf(workspace_id, 0, 0);
  const columns = Object.keys(example[0]);
  const width = columns.length;
  const parametersOf = row =>
    range(row * width + 1, (row + 1) * width + 1).map(nth => `$${nth}`);
  const values = example.map((_, row) => `(${parametersOf(row)})`);
  const text = `INSERT INTO activity (${columns}) VALUES ${values}`;
  const clients = range(connections).map(
    () => new Client({ connectionString }),
  );
  await Promise.all(clients.map(client => client.connect()));
  let statements = 0;
  const began = performance.now();
  const insertRows = async (client, who) => {
    for (let n = 0; performance.now() < began + ms; n += 1) {
      const cells = rowsOf(workspace_id, who, n).flatMap(row =>
        columns.map(column => cellOf(row[column])),
      );
      await client.query({ text, values: cells });
      statements += 1;
    }
  };
  await Promise.all(clients.map(insertRows));
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(clients.map(client => client.end()));
  return statements / seconds;
}

serve({ insert });
