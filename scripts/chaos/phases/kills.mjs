/** Replicas are killed, at any moment of their work, and started again. */
import { setTimeout as sleep } from 'node:timers/promises';

/** How far the load may run ahead of the next kill. */
const SLACK = 60;

/** How often a kill waits for the last victim to be back. */
const USUALLY = 0.8;

export const title = ({ kills }) => `kill -9, ${kills} times`;

/** How long it takes until changes are handed on again, by the other replica. */
async function takeover(fleet) {
  const since = Date.now();
  const before = await fleet.handedOn();
  while ((await fleet.handedOn()) === before) {
    if (fleet.ready.length === 0) {
      return undefined;
    }
    await sleep(20);
  }
  return Date.now() - since;
}

function describe(takeovers) {
  const sorted = takeovers.filter(ms => ms !== undefined).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return `with the other replica up, changes were handed on again after ${middle} ms in the middle of ${
    sorted.length
  } cases, ${sorted[sorted.length - 1]} ms at the longest`;
}

export async function run({ fleet, load, random, kills, changes, onStep }) {
  const began = load.journal.acts;
  const moments = Array.from(
    { length: kills },
    () => began + random.below(changes),
  ).sort((a, b) => a - b);
  const restarts = [];
  const takeovers = [];
  for (const [index, moment] of moments.entries()) {
    if (random.next() < USUALLY) {
      await fleet.untilAllReady();
    }
    load.allow(moment + SLACK);
    await load.until(moment);
    await sleep(random.below(100));
    const victim = random.pick(fleet.members);
    await victim.kill();
    onStep(`${index + 1} of ${kills}`);
    restarts.push(victim.start());
    if (fleet.ready.length > 0) {
      takeovers.push(takeover(fleet));
    }
  }
  await Promise.all(restarts);
  load.allow(began + changes);
  await load.until(began + changes);
  await fleet.untilAllReady();
  return takeovers.length > 0 ? [describe(await Promise.all(takeovers))] : [];
}
