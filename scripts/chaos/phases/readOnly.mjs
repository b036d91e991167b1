/** The database takes no writes for a while, as a standby or a full server. */
import { setTimeout as sleep } from 'node:timers/promises';

const SECONDS = 5;

export const title = () => `read-only database for ${SECONDS} s`;

async function setReadOnly(fleet, value) {
  const connection = await fleet.knex.client.acquireConnection();
  try {
    await connection.query('SET default_transaction_read_only = off');
    await connection.query(
      `ALTER SYSTEM SET default_transaction_read_only = ${value}`,
    );
    await connection.query('SELECT pg_reload_conf()');
  } finally {
    await fleet.knex.client.releaseConnection(connection);
  }
}

/** Waits until what began before has come to its end. */
async function untilNothingIsStored(load) {
  let before;
  do {
    before = load.journal.counts().acknowledged;
    await sleep(1_000);
  } while (load.journal.counts().acknowledged !== before);
}

export async function run({ fleet, load }) {
  load.allow(Infinity);
  await sleep(1_000);
  await setReadOnly(fleet, 'on');
  await untilNothingIsStored(load);
  const before = load.journal.counts();
  const refusals = load.caller.countOf(503);
  await sleep(SECONDS * 1_000);
  const during = load.journal.counts();
  const turnedAway = load.caller.countOf(503) - refusals;
  const list = await load.caller.send(
    'superAdmin',
    'GET',
    '/workspaces/default/work-items?limit=5',
  );
  await setReadOnly(fleet, 'off');
  await sleep(2_000);
  load.allow(load.journal.acts);
  if (during.acknowledged !== before.acknowledged) {
    throw new Error('Something was acknowledged that cannot have been stored');
  }
  if (list.outcome !== 'done') {
    throw new Error(`Lists are answered with ${list.status}`);
  }
  return [`${turnedAway} requests turned away in the time, lists answered`];
}
