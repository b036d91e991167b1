import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, loadFeature } from '../lib/backend.mjs';
import { countRows, person, sealAll } from '../lib/data.mjs';
import { copyPostgres } from '../lib/databases.mjs';
import { DAY_MS, logSpan } from '../lib/dates.mjs';
import { atMost, equals } from '../lib/figures.mjs';
import { disconnect, requester } from '../lib/http.mjs';
import { p99, timed, until } from '../lib/timing.mjs';
import { checkAll, LEAST } from './checking.mjs';
import { createPosting } from './posting.mjs';

const { Retention } = loadFeature('retention/Retention');
const { RetentionStore } = loadFeature('retention/RetentionStore');
const { RowCounts } = loadFeature('activity/rollups/RowCounts');
const { SealedLog } = loadFeature('integrity/marks/SealedLog');
const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);

const POSTS_PER_SECOND = 100;

/** Has about one in twenty rows. */
const ERASED = person(0);

/** Views are 83 % of the rows: a tenth of all, of 92 days. */
const OLDEST_DAYS = 11;

export async function measure({ server, figure, sizes }) {
  const database = await copyPostgres(server, 'data');
  const { knex } = database;
  const callboard = await startCallboardOn(knex);
  const send = requester(callboard, authorizationOf('superAdmin'));
  await measureErasure(figure, knex, send);
  await measureRetention(figure, knex, send, sizes);
  await sealAll(knex);
  const rate = await checkAll(knex);
  figure('checking the log after erasing and removing', rate, LEAST);
  const { equal } = await send('GET', '/admin/activity/counts/check');
  const what = 'after erasing and removing, the counts equal the log';
  figure(what, equal, equals(true));
  await disconnect();
  await callboard.stop();
  await database.stop();
}

async function measureErasure(figure, knex, send) {
  const countOf = user_id => countRows(knex, 'activity', { user_id });
  const rows = await countOf(ERASED);
  const { ms, value } = await postingDuring(knex, () => erase(send));
  figure(
    'erasing the busiest person',
    ms / 1_000,
    atMost(60, 's'),
    `${rows.toLocaleString('en')} rows, from the request until it is done`,
  );
  const lost = Math.abs((await countOf(value.pseudonym)) - rows);
  figure(
    'rows that still name the erased person, or lost their pseudonym',
    (await countOf(ERASED)) + lost,
    equals(0),
  );
}

async function erase(send) {
  const input = { user_ref: ERASED, reason: 'a measurement' };
  const { id } = await send('POST', '/admin/erasures', input);
  const find = async () => {
    const erasure = await send('GET', `/admin/erasures/${id}`);
    if (erasure.status === 'done') return erasure;
    if (erasure.status === 'running') return undefined;
    throw new Error(JSON.stringify(erasure));
  };
  const options = { everyMs: 200, patienceMs: 900_000, what: 'the erasure' };
  return until(find, options);
}

async function measureRetention(figure, knex, send, { quietSeconds }) {
  const age = Math.floor((Date.now() - logSpan.from) / DAY_MS);
  const keep_days = age - OLDEST_DAYS;
  const rules = [{ workspace_id: null, class: 'views', keep_days }];
  const preview = () => send('POST', '/admin/retention/preview', { rules });
  const { rows } = await preview();
  await send('PUT', '/admin/retention', { rules });
  const retention = new Retention({
    knex,
    reader: knex,
    clock: { now: () => Date.now() },
    store: new RetentionStore(),
    counts: new RowCounts(),
    sealedLog: new SealedLog({ onSeal: async () => {} }),
  });
  const without = await postingDuring(knex, () => sleep(quietSeconds * 1_000));
  const during = await postingDuring(knex, () =>
    retention.run(new AbortController().signal),
  );
  const [beside, alone] = [during, without].map(({ lags }) => p99(lags));
  const seconds = (during.ms / 1_000).toFixed(0);
  figure(
    'posting while rows are removed beside posting alone, p99',
    beside / alone,
    atMost(2, '×'),
    `${beside.toFixed(1)} and ${alone.toFixed(
      1,
    )} ms; ${rows} rows in ${seconds} s`,
  );
  // Some have come of age since the last batch.
  const left = (await preview()).rows;
  figure('rows left by retention', left, atMost(rows / 1_000));
}

/** Posts at a steady rate while something runs; `lags` are from when a post was due. */
async function postingDuring(knex, run) {
  const post = createPosting(knex);
  const began = performance.now();
  const posts = [];
  let isOver = false;
  const postAll = async () => {
    for (let n = 0; !isOver; n += 1) {
      const due = began + (n * 1_000) / POSTS_PER_SECOND;
      await sleep(Math.max(0, due - performance.now()));
      posts.push(post(n).then(() => performance.now() - due));
    }
  };
  const posting = postAll();
  const { ms, value } = await timed(run);
  isOver = true;
  await posting;
  return { ms, value, lags: await Promise.all(posts) };
}
