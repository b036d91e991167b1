/** Replicas are killed, at any moment of their work, and started again. */
import { setTimeout as sleep } from 'node:timers/promises';

/** How far the load may run ahead of the next kill. */
const SLACK = 60;

/** How often a kill waits for the last victim to be back. */
const USUALLY = 0.8;

export const title = ({ kills }) => `kill -9, ${kills} times`;

export async function run({ fleet, load, random, kills, changes, onStep }) {
  const began = load.journal.acts;
  const moments = Array.from(
    { length: kills },
    () => began + random.below(changes),
  ).sort((a, b) => a - b);
  const restarts = [];
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
  }
  await Promise.all(restarts);
  load.allow(began + changes);
  await load.until(began + changes);
  await fleet.untilAllReady();
  return [];
}
