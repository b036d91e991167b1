import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS } from '../lib/values.mjs';
import { loadBackend } from '../lib/backend.mjs';
import { percentile, rateLine, ratioLine } from '../lib/measure.mjs';
import { postingDuring, timesText } from './postingDuring.mjs';

const { Retention } = loadBackend('features/retention/Retention');
const { RetentionStore } = loadBackend('features/retention/RetentionStore');
const { RowCounts } = loadBackend('features/activity/rollups/RowCounts');
const { SealedLog } = loadBackend('features/integrity/marks/SealedLog');

/** Views are 83 % of the rows: a tenth of all, of 90 days. */
const OLDEST_DAYS = 11;

const QUIET_MS = 60_000;

const STILL_LEFT = 0.001;

/** Removes about a tenth of the log by age, while others post. */
export async function* retentionCases({ knex, send, span }, rate) {
  const keep_days = Math.floor((Date.now() - span.from) / DAY_MS) - OLDEST_DAYS;
  const rules = [{ workspace_id: null, class: 'views', keep_days }];
  const { rows } = await send('POST', '/admin/retention/preview', { rules });
  await send('PUT', '/admin/retention', { rules });
  const retention = new Retention({
    knex,
    reader: knex,
    clock: { now: () => Date.now() },
    store: new RetentionStore(),
    counts: new RowCounts(),
    sealedLog: new SealedLog({ onSeal: async () => {} }),
  });
  const without = await postingDuring(knex, rate, () => sleep(QUIET_MS));
  const during = await postingDuring(knex, rate, () =>
    retention.run(new AbortController().signal),
  );
  const rest = await send('POST', '/admin/retention/preview', { rules });
  // Some have come of age since the last batch.
  if (rest.rows > rows * STILL_LEFT) {
    throw new Error(`${rest.rows} of ${rows} rows are left`);
  }
  yield rateLine(
    `removing ${rows.toLocaleString('en')} rows by age`,
    rows / (during.ms / 1_000),
    undefined,
    `${Math.round(during.ms / 1_000)} s, half of them at rest`,
  );
  const [a, b] = [during, without].map(({ times }) => percentile(times, 0.99));
  yield ratioLine(
    'posting while rows are removed: p99 as many times that without',
    a / b,
    { atMost: 2 },
    `${timesText(during.times)}; without: ${timesText(without.times)}`,
  );
}
