import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from '../lib/figures.mjs';
import { openPortal } from '../lib/portal.mjs';
import { cpuShare } from '../lib/usage.mjs';

/** What follows a start is over by then, unless the machine is busy. */
const START_MS = 15_000;

const MOST_CPU = 1;

const engines = [
  ['PostgreSQL', 2, () => ({})],
  [
    'SQLite',
    1,
    folder => ({ sqliteFolder: mkdtempSync(join(folder, 'idle-')) }),
  ],
];

/** What a replica does while nobody uses it, on both engines at once. */
export async function measureIdle({ server, sizes, folder, figure, progress }) {
  progress('idle replicas');
  const portals = [];
  for (const [engine, bound, optionsOf] of engines) {
    const portal = await openPortal(server, optionsOf(folder));
    portals.push({ engine, bound, portal });
  }
  await sleep(START_MS);
  await Promise.all(
    portals.map(async ({ engine, bound, portal }) => {
      const { rate, cpu } = await watch(portal.first, sizes.idleSeconds);
      const on = figure.on({ engine });
      const note = `in ${sizes.idleSeconds} s`;
      on('an idle replica: statements', rate, atMost(bound, 'per s'), note);
      on('an idle replica: share of a core', cpu, atMost(MOST_CPU, '%'), note);
    }),
  );
  await Promise.all(portals.map(({ portal }) => portal.stop()));
}

/** @returns the statements a second, and the share of a core in percent */
async function watch(replica, seconds) {
  const before = await replica.call('statements');
  const cpu = await cpuShare(replica.pid, seconds);
  const rate = ((await replica.call('statements')) - before) / seconds;
  return { rate, cpu };
}
