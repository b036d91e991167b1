import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../lib/backend.mjs';
import { mockServices, openCallboard } from '../lib/callboard.mjs';
import { countRows, person, sealAll } from '../lib/data.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { DAY_MS, logSpan } from '../lib/dates.mjs';
import { p99, runAtRate, timed, until } from '../lib/timing.mjs';
import { checkAll, LEAST } from './checking.mjs';
import { createPosting } from './posting.mjs';

const { schedulerFactory } = loadBackend('__testUtils__/schedulerFactory');

/** Has about one in twenty rows. */
const ERASED = person(0);

export const measure = context =>
  onPostgres(context, context.sizes.removedFrom, async databaseContext => {
    const { knex, figure, sizes } = databaseContext;
    const scheduler = mockServices.scheduler();
    const services = [schedulerFactory(scheduler)];
    const callboard = await openCallboard(knex, { services });
    const send = callboard.as();
    await measureErasure(figure, knex, send);
    await measureRetention(figure, knex, send, scheduler, sizes);
    await sealAll(knex);
    const rate = await checkAll(knex);
    figure.rate('checking the log after erasing and removing', rate, LEAST);
    const { equal } = await send('GET', '/admin/activity/counts/check');
    const what = 'after erasing and removing, the counts equal the log';
    figure.equals(what, equal, true);
    await callboard.stop();
  });

async function measureErasure(figure, knex, send) {
  const countActivityRows = user_id => countRows(knex, 'activity', { user_id });
  const rows = await countActivityRows(ERASED);
  const { ms, value } = await postingDuring(knex, () => erase(send));
  const count = rows.toLocaleString('en');
  const note = `${count} rows, from the request until it is done`;
  figure.atMost('erasing the busiest person', ms / 1_000, 60, 's', note);
  const lost = Math.abs((await countActivityRows(value.pseudonym)) - rows);
  const what =
    'rows that still name the erased person, or lost their pseudonym';
  figure.equals(what, (await countActivityRows(ERASED)) + lost, 0);
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
  const remove = () => scheduler.triggerTask('callboard-activity-retention');
  const quietMs = sizes.quietSeconds * 1_000;
  const without = await postingDuring(knex, () => sleep(quietMs));
  const during = await postingDuring(knex, remove);
  const [during99, alone] = [during, without].map(({ lags }) => p99(lags));
  const times = `${Math.round(during99)} and ${Math.round(alone)} ms`;
  const note = `${times}; ${rows} rows in ${(during.ms / 1_000).toFixed(0)} s`;
  const what =
    'posting while rows are removed, compared with posting alone, p99';
  figure.atMost(what, during99 / alone, 2, '×', note);
  // Some rows have expired since the last batch.
  const left = (await preview()).rows;
  figure.atMost('rows left by retention', left, rows / 1_000, '');
}

/** Posts a hundred times a second while something runs; `lags` are from when a post was due. */
async function postingDuring(knex, run) {
  const post = createPosting(knex);
  const posts = [];
  let isOver = false;
  const postOne = (n, due) => {
    posts.push(post(n).then(() => performance.now() - due));
  };
  const posting = runAtRate(100, () => isOver, postOne);
  const { ms, value } = await timed(run);
  isOver = true;
  await posting;
  return { ms, value, lags: await Promise.all(posts) };
}
