import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../lib/backend.mjs';
import { person } from '../lib/data.mjs';
import { DAY_MS, logSpan } from '../lib/dates.mjs';
import { atLeast, atMost, equals } from '../lib/figures.mjs';
import { disconnect, requester } from '../lib/http.mjs';
import { createPosting } from '../lib/posting.mjs';
import { percentile, timed, until } from '../lib/timing.mjs';
import { checkAll } from './checking.mjs';
import { sealAll } from '../lib/sealing.mjs';

const { Retention } = loadBackend('features/retention/Retention');
const { RetentionStore } = loadBackend('features/retention/RetentionStore');
const { RowCounts } = loadBackend('features/activity/rollups/RowCounts');
const { SealedLog } = loadBackend('features/integrity/marks/SealedLog');
const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);

const POSTS_PER_SECOND = 100;

/** Has about one in twenty rows. */
const ERASED = person(0);

/** Views are 83 % of the rows: a tenth of all, of 92 days. */
const OLDEST_DAYS = 11;

/** Removes one person, and then the oldest views, while events are posted. */
export async function measureRemoval({ figure, sizes }, { knex }) {
  const callboard = await startCallboardOn(knex);
  try {
    const send = requester(callboard, authorizationOf('superAdmin'));
    await measureErasure(figure, knex, send);
    await measureRetention(figure, knex, send, sizes);
    await sealAll(knex);
    figure(
      'checking the log after erasing and removing',
      await checkAll(knex),
      atLeast(50_000, '/s'),
    );
    const { equal } = await send('GET', '/admin/activity/counts/check');
    figure(
      'after erasing and removing, the counts equal the log',
      equal,
      equals(true),
    );
  } finally {
    disconnect();
    await callboard.stop();
  }
}

async function measureErasure(figure, knex, send) {
  const countRows = async user_id => {
    const [{ count }] = await knex('activity')
      .where({ user_id })
      .count({ count: '*' });
    return Number(count);
  };
  const rows = await countRows(ERASED);
  const { ms, value } = await postingDuring(knex, () => erase(send));
  const left = await countRows(ERASED);
  figure(
    'erasing the busiest person',
    ms / 1_000,
    atMost(60, 's'),
    `${rows.toLocaleString('en')} rows, from the request until it is done`,
  );
  figure(
    'rows that still name the erased person, or lost their pseudonym',
    left + Math.abs((await countRows(value.pseudonym)) - rows),
    equals(0),
  );
}

async function erase(send) {
  const { id } = await send('POST', '/admin/erasures', {
    user_ref: ERASED,
    reason: 'a measurement',
  });
  return until(
    async () => {
      const erasure = await send('GET', `/admin/erasures/${id}`);
      if (erasure.status === 'done') return erasure;
      if (erasure.status === 'running') return sleep(200);
      throw new Error(JSON.stringify(erasure));
    },
    { patienceMs: 900_000, what: 'the erasure' },
  );
}

async function measureRetention(figure, knex, send, { quietSeconds }) {
  const keep_days =
    Math.floor((Date.now() - logSpan.from) / DAY_MS) - OLDEST_DAYS;
  const rules = [{ workspace_id: null, class: 'views', keep_days }];
  const { rows } = await send('POST', '/admin/retention/preview', { rules });
  await send('PUT', '/admin/retention', { rules });
  const retention = new Retention({
    ...{ knex, reader: knex, clock: { now: () => Date.now() } },
    store: new RetentionStore(),
    counts: new RowCounts(),
    sealedLog: new SealedLog({ onSeal: async () => {} }),
  });
  const without = await postingDuring(knex, () => sleep(quietSeconds * 1_000));
  const during = await postingDuring(knex, () =>
    retention.run(new AbortController().signal),
  );
  const [beside, alone] = [during, without].map(({ times }) =>
    percentile(times, 0.99),
  );
  figure(
    'posting while rows are removed beside posting alone, p99',
    beside / alone,
    atMost(2, '×'),
    `${beside.toFixed(1)} and ${alone.toFixed(1)} ms; ${rows} rows in ${(
      during.ms / 1_000
    ).toFixed(0)} s`,
  );
  const rest = await send('POST', '/admin/retention/preview', { rules });
  // Some have come of age since the last batch.
  figure('rows left by retention', rest.rows, atMost(rows / 1_000));
}

/**
 * Posts events at a steady rate while something runs: each at its time, whether or not
 * those before it are stored.
 *
 * @returns how long that ran, what it returned, and how long after their time events
 *   were stored
 */
async function postingDuring(knex, run) {
  const post = createPosting(knex);
  const began = performance.now();
  const posts = [];
  let isOver = false;
  const posting = (async () => {
    for (let n = 0; !isOver; n += 1) {
      const due = began + (n * 1_000) / POSTS_PER_SECOND;
      await sleep(Math.max(0, due - performance.now()));
      posts.push(post(n).then(() => performance.now() - due));
    }
  })();
  const { ms, value } = await timed(run);
  isOver = true;
  await posting;
  return { ms, value, times: await Promise.all(posts) };
}
