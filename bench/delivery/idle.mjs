import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from '../lib/figures.mjs';
import { openPortal } from '../lib/portal.mjs';

/** Tasks begin up to a minute after a start, and some of them run once an hour. */
const START_SECONDS = 75;

/** What a replica does while nobody uses it, on both engines at once. */
export async function measure({ server, sizes, folder, figure }) {
  const sqliteFolder = mkdtempSync(join(folder, 'idle-'));
  const seconds = sizes.idleSeconds;
  const watch = async ([engine, most, portal]) => {
    const read = () =>
      Promise.all(['statements', 'cpu'].map(name => portal.first.call(name)));
    const before = await read();
    await sleep(seconds * 1_000);
    const [rate, cpu] = (await read()).map(
      (value, nth) => (value - before[nth]) / seconds,
    );
    const on = figure.on({ engine });
    on('an idle replica: statements', rate, atMost(most, 'per s'));
    on('an idle replica: share of a core', 100 * cpu, atMost(1, '%'));
  };
  const portals = [
    ['PostgreSQL', 2, await openPortal(server)],
    ['SQLite', 1, await openPortal(server, { sqliteFolder })],
  ];
  await sleep(START_SECONDS * 1_000);
  await Promise.all(portals.map(watch));
  await Promise.all(portals.map(([, , portal]) => portal.stop()));
}
