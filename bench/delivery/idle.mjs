import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from '../lib/figures.mjs';
import { openPortal } from '../lib/portal.mjs';
import { cpuShare } from '../lib/usage.mjs';

/** What follows a start is over by then. */
const START_MS = 15_000;

/** What a replica does while nobody uses it. */
export async function measureIdle({ server, sizes, folder, figure, progress }) {
  progress('an idle replica');
  for (const [engine, bound, options] of [
    ['PostgreSQL', 2, {}],
    ['SQLite', 1, { sqliteFolder: mkdtempSync(join(folder, 'idle-')) }],
  ]) {
    const { first, stop } = await openPortal(server, options);
    await sleep(START_MS);
    const before = await first.call('statements');
    const share = await cpuShare(first.pid, sizes.idleSeconds);
    const sent = (await first.call('statements')) - before;
    await stop();
    const on = figure.on({ engine });
    on(
      'an idle replica: statements',
      sent / sizes.idleSeconds,
      atMost(bound, 'per s'),
      `${sent} in ${sizes.idleSeconds} s`,
    );
    on('an idle replica: share of a core', share, atMost(1, '%'));
  }
}
