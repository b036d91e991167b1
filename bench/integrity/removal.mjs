import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { openCallboard } from '../lib/callboard.mjs';
import { countRows, person, sealAll } from '../lib/data.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { DAY_MS, logSpan } from '../lib/dates.mjs';
import { atMost, equals } from '../lib/figures.mjs';
import { p99, timed, until } from '../lib/timing.mjs';
import { checkAll, LEAST } from './checking.mjs';
import { createPosting } from './posting.mjs';

const { mockServices } = requireOfBackend('@backstage/backend-test-utils');
const { schedulerFactory } = loadBackend('__testUtils__/schedulerFactory');

const POSTS_PER_SECOND = 100;

/** Has about one in twenty rows. */
const ERASED = person(0);

export const measure = context =>
  onPostgres(context, 'data', async ({ database, figure, sizes }) => {
    const { knex } = database;
    const scheduler = mockServices.scheduler();
    const services = [schedulerFactory(scheduler)];
    const callboard = await openCallboard(knex, { services });
    const send = callboard.as();
    await measureErasure(figure, knex, send);
    await measureRetention(figure, knex, send, scheduler, sizes);
    await sealAll(knex);
    const rate = await checkAll(knex);
    figure('checking the log after erasing and removing', rate, LEAST);
    const { equal } = await send('GET', '/admin/activity/counts/check');
    const what = 'after erasing and removing, the counts equal the log';
    figure(what, equal, equals(true));
    await callboard.stop();
  });

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

/** Views, which are 83 % of the rows, of the oldest of the 92 days. */
async function measureRetention(figure, knex, send, scheduler, sizes) {
  const age = Math.floor((Date.now() - logSpan.from) / DAY_MS);
  const keep_days = age - sizes.removedDays;
  const rules = [{ workspace_id: null, class: 'views', keep_days }];
  const preview = () => send('POST', '/admin/retention/preview', { rules });
  const { rows } = await preview();
  await send('PUT', '/admin/retention', { rules });
  const without = await postingDuring(knex, () =>
    sleep(sizes.quietSeconds * 1_000),
  );
  const during = await postingDuring(knex, () =>
    scheduler.triggerTask('callboard-activity-retention'),
  );
  const [beside, alone] = [during, without].map(({ lags }) => p99(lags));
  const seconds = (during.ms / 1_000).toFixed(0);
  figure(
    'posting while rows are removed beside posting alone, p99',
    beside / alone,
    atMost(2, '×'),
    `${Math.round(beside)} and ${Math.round(
      alone,
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
