/** Both replicas are shut down and started, one after the other, under load. */
import { setTimeout as sleep } from 'node:timers/promises';

const BETWEEN_MS = 1_000;

export const title = () => 'rolling restart of both replicas';

export async function run({ fleet, load, onStep }) {
  const took = [];
  load.allow(Infinity);
  for (const member of fleet.members) {
    await sleep(BETWEEN_MS);
    onStep(member.name);
    took.push(await member.shutDown());
    await member.start();
  }
  await sleep(BETWEEN_MS);
  load.allow(load.journal.acts);
  return [`each shut down within ${Math.max(...took)} ms`];
}
