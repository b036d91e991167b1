import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPortal } from '../lib/portal.mjs';

/** Measures the load of an idle replica, on both engines in parallel. */
export async function measure({ server, sizes, folder, figure }) {
  const directory = mkdtempSync(join(folder, 'idle-'));
  const database = { client: 'better-sqlite3', connection: { directory } };
  const seconds = sizes.idleSeconds;
  const measureLoad = async ([engine, maxRate, portal]) => {
    const before = await portal.first.call('readLoad');
    await sleep(seconds * 1_000);
    const after = await portal.first.call('readLoad');
    const [rate, cpu] = after.map((end, nth) => (end - before[nth]) / seconds);
    const { atMost } = figure.on({ engine });
    atMost('an idle replica: statements', rate, maxRate, 'per s');
    atMost('an idle replica: share of a core', 100 * cpu, 1, '%');
  };
  const portals = [
    ['PostgreSQL', 2, await openPortal(server)],
    ['SQLite', 1, await openPortal(server, { database })],
  ];
  await sleep(sizes.settlingSeconds * 1_000);
  await Promise.all(portals.map(measureLoad));
  await Promise.all(portals.map(([, , portal]) => portal.stop()));
}
