/** Replicas are killed, frozen and restarted while clients work. */
import { setTimeout as sleep } from 'node:timers/promises';
import { announce } from '../actions/messages.mjs';
import { waitFor } from '../../lib/waitFor.mjs';

/** The number of actions that may start between the action that triggers a kill and the kill. */
const SLACK = 60;

/**
 * The share of kills that wait until both replicas are ready. Other kills can leave none running.
 */
const WAITING_SHARE = 0.8;
const FAN_OUT_KILLS = 2;
/** The id of the relay's advisory lock, from the backend's Relay.ts. */
const RELAY_LOCK = 0x63_62_72_6c;

/** Longer than PostgreSQL waits for a frozen replica that holds a lock. */
const FROZEN_MS = 14_000;

/** The number of actions that the load adds to each attempt. */
const ACTIONS = 120;

/**
 * The delay of each response by the mail server and by the receivers. It lasts longer than a kill
 * needs to end a process, so kills interrupt exchanges.
 */
const RESPONSE_MS = 400;
const CUTS = 2;
const ATTEMPTS = 12;

export const kills = {
  title: 'kill -9 at any moment',
  async run({ fleet, load, random, kills: count, changes }) {
    const end = load.started + changes;
    const pickMoment = () => load.started + random.below(changes);
    const moments = Array.from({ length: count }, pickMoment);
    const restarts = [];
    for (const moment of moments.sort((a, b) => a - b)) {
      if (random.next() < WAITING_SHARE) {
        await fleet.untilAllReady();
      }
      load.allow(Math.min(moment + SLACK, end) - load.started);
      await load.until('started', moment);
      await sleep(random.below(100));
      const victim = random.pick(fleet.members);
      await victim.kill();
      restarts.push(victim.start());
    }
    load.allow(end - load.started);
    await load.until('started', end);
    await Promise.all(restarts);
    return `${count} kills`;
  },
};

/**
 * Freezes the replica that `find` returns. If `find` no longer returns this replica, thaws the
 * replica and retries.
 */
function freezeAtMoment(goal, find, isOver = () => false) {
  const freeze = async () => {
    const replica = await find();
    replica?.freeze();
    const isInTime = replica && (await find()) === replica;
    return isInTime ? replica : replica?.thaw();
  };
  const isDone = frozen => frozen || isOver();
  return waitFor(goal, freeze, isDone, { pollMs: 1 });
}

export const fanOut = {
  title: 'kill -9 in the middle of fan-out',
  async run({ fleet, load, random }) {
    const { caller, journal } = load;
    const recipients = load.fixture.crowd;
    const hits = [];
    const restarts = [];
    for (let nth = 0; hits.length < FAN_OUT_KILLS; nth += 1) {
      await fleet.untilAllReady();
      load.allow(ACTIONS);
      const word = `crowd-${nth}`;
      const path = '/workspaces/crowd/announcements';
      const body = { title: word, to: { everyone: true } };
      const { id } = await caller.sendOrThrow('POST', path, body);
      journal.notifications.push({ word, outcome: 'done', recipients });
      const least = 1 + random.below(recipients.length * 0.7);
      let stored = 0;
      const isOver = () => stored === recipients.length;
      // The fan-out stores recipients in several transactions, so some can be committed already.
      const findWriter = async () => {
        const where = { notification_event_id: id };
        const rows = fleet.knex('notifications').where(where);
        stored = Number((await rows.count({ n: '*' }))[0].n);
        const writer = await fleet.findByLock(
          "relation = 'notifications'::regclass AND mode = 'RowExclusiveLock'",
        );
        return stored >= least && !isOver() ? writer : undefined;
      };
      const victim = await freezeAtMoment('a fan-out', findWriter, isOver);
      if (victim) {
        await victim.kill();
        restarts.push(victim.start());
        hits.push(stored);
      } else if (nth > ATTEMPTS) {
        throw new Error(`Only ${hits.length} of ${nth} kills hit a fan-out`);
      }
    }
    await Promise.all(restarts);
    const counts = hits.join(', ');
    return `killed when ${counts} of ${recipients.length} were notified`;
  },
};

export const freezes = {
  title: 'freeze of the replica that runs the relay',
  run: ({ fleet, load }) =>
    load.during(async () => {
      await sleep(1_000);
      const holder = await freezeAtMoment('the relay to hold its lock', () =>
        fleet.findByLock(`locktype = 'advisory' AND objid = ${RELAY_LOCK}`),
      );
      const since = Date.now();
      const before = await fleet.readRelayPosition();
      const read = () => fleet.readRelayPosition();
      await waitFor('the other replica to relay', read, now => now !== before);
      const took = Date.now() - since;
      await sleep(FROZEN_MS - took);
      holder.thaw();
      await sleep(1_000);
      return `the other replica took over after ${took} ms`;
    }),
};

export const rollingRestart = {
  title: 'rolling restart of both replicas',
  run: ({ fleet, load }) =>
    load.during(async () => {
      for (const replica of fleet.members) {
        await sleep(1_000);
        await replica.shutDown();
        await replica.start();
      }
      await load.untilAcknowledged(1);
      return 'both shut down gracefully';
    }),
};

/**
 * Starts more actions and an announcement to everybody, and waits until `find` returns a result.
 */
async function waitForWork(load, what, find) {
  load.allow(ACTIONS);
  await announce(load.clients[0]);
  const read = () => find() || load.caller.results.length;
  const isFound = found => typeof found !== 'number';
  return waitFor(what, read, isFound, { pollMs: 5 });
}

/**
 * Kills replicas at each stage of sending an email, and while they send webhooks. Meanwhile, the
 * mail server and the receivers respond slowly. Then the mail server stores emails without a
 * response.
 */
export const exchanges = {
  title: 'kill -9 while sending emails and webhooks',
  async run({ fleet, load, sink, receivers }) {
    sink.slowMs = RESPONSE_MS;
    receivers.slowMs = RESPONSE_MS;
    const hits = [];
    for (const server of [sink, receivers]) {
      for (const stage of server.stages) {
        const count = () => server.interrupted.get(stage) ?? 0;
        const before = count();
        for (let n = 0; count() === before; n += 1) {
          if (n === ATTEMPTS) {
            throw new Error(`${n} kills interrupted ${count()} ${stage}`);
          }
          await fleet.untilAllReady();
          const victim = await waitForWork(load, stage, () => {
            const names = server.listReplicas(stage);
            return fleet.ready.find(({ name }) => names.includes(name));
          });
          await victim.kill();
          // The mail server or receiver notices the broken connection after a moment.
          await sleep(100);
          await victim.start();
        }
        hits.push(`${count()} ${stage}`);
      }
    }
    const cuts = sink.cut.length + CUTS;
    sink.cutsLeft = CUTS;
    const isCut = () => sink.cut.length === cuts;
    await waitForWork(load, 'emails stored without a response', isCut);
    await load.pause();
    sink.slowMs = 0;
    receivers.slowMs = 0;
    const hitsText = hits.join(', ');
    return `interrupted ${hitsText}; ${CUTS} emails stored without a response`;
  },
};
