/**
 * The replica that relays stands still in the middle of it, and goes on later
 * as if nothing had been.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const FREEZES = 3;

/** Longer than the server is patient with a silent holder of the lock. */
const FROZEN_MS = 14_000;

const TRIES = 2_000;

export const title = () => `replica frozen while it relays, ${FREEZES} times`;

/** The replica that holds the relay's lock at this moment. */
async function holderOf(fleet) {
  const { rows } = await fleet.knex.raw(
    `SELECT a.application_name AS name
     FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted`,
  );
  return fleet.members.find(({ name }) =>
    rows.some(row => row.name === fleet.applicationName(name)),
  );
}

/** Freezes a replica in such a moment that it holds the lock. */
async function freezeHolder(fleet) {
  for (let n = 0; n < TRIES; n += 1) {
    const holder = await holderOf(fleet);
    if (holder) {
      holder.freeze();
      if ((await holderOf(fleet)) === holder) {
        return holder;
      }
      holder.thaw();
    }
    await sleep(5);
  }
  throw new Error('The relay was never at work');
}

export async function run({ fleet, load, onStep }) {
  const takeovers = [];
  for (let n = 0; n < FREEZES; n += 1) {
    load.allow(Infinity);
    await sleep(1_000);
    const holder = await freezeHolder(fleet);
    const since = Date.now();
    onStep(`${n + 1} of ${FREEZES}`);
    const before = await fleet.handedOn();
    while ((await fleet.handedOn()) === before) {
      if (Date.now() - since > 60_000) {
        throw new Error('Nobody has taken the relay over in a minute');
      }
      await sleep(50);
    }
    takeovers.push(Date.now() - since);
    await sleep(Math.max(0, FROZEN_MS - (Date.now() - since)));
    holder.thaw();
    await sleep(1_000);
  }
  load.allow(load.journal.acts);
  return [`taken over after ${takeovers.map(ms => `${ms} ms`).join(', ')}`];
}
