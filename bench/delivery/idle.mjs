import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from '../lib/figures.mjs';
import { openPortal } from '../lib/portal.mjs';

/** What follows a start is over by then, unless the machine is busy. */
const START_MS = 15_000;

/** What a replica does while nobody uses it, on both engines at once. */
export async function measure({ server, sizes, folder, figure }) {
  const sqliteFolder = mkdtempSync(join(folder, 'idle-'));
  const engines = { PostgreSQL: [2, {}], SQLite: [1, { sqliteFolder }] };
  const seconds = sizes.idleSeconds;
  const watch = async ([engine, [most, options]]) => {
    const { first, stop } = await openPortal(server, options);
    await sleep(START_MS);
    const read = () =>
      Promise.all(['statements', 'cpu'].map(name => first.call(name)));
    const before = await read();
    await sleep(seconds * 1_000);
    const [rate, cpu] = (await read()).map(
      (value, nth) => (value - before[nth]) / seconds,
    );
    const on = figure.on({ engine });
    on('an idle replica: statements', rate, atMost(most, 'per s'));
    on('an idle replica: share of a core', 100 * cpu, atMost(1, '%'));
    await stop();
  };
  await Promise.all(Object.entries(engines).map(watch));
}
