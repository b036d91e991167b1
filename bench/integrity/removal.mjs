import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../lib/backend.mjs';
import { mockServices, openCallboard } from '../lib/callboard.mjs';
import { countRows, getPerson, sealAll } from '../lib/data.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { DAY_MS, logSpan } from '../lib/dates.mjs';
import { p99, runAtRate, timeOnce, until } from '../lib/timing.mjs';
import { checkAll, MIN_RATE } from './checking.mjs';
import { createPosting } from './posting.mjs';

const { schedulerFactory } = loadBackend('__testUtils__/schedulerFactory');
const getTemplate = ({ sizes }) => (sizes.isFull ? 'data' : 'tenth');
/** The busiest person, with about one in twenty rows. */
const ERASED = getPerson(0);

export const measure = context =>
  onPostgres(context, getTemplate(context), async databaseContext => {
    const { knex, figure, sizes } = databaseContext;
    const scheduler = mockServices.scheduler();
    const services = [schedulerFactory(scheduler)];
    const callboard = await openCallboard(knex, { services });
    const send = callboard.as();
    await measureErasure(figure, knex, send);
    await measureRetention(figure, knex, send, scheduler, sizes);
    await sealAll(knex);
    const rate = await checkAll(knex);
    figure.rate('checking the log after erasing and removing', rate, MIN_RATE);
    const { equal } = await send('GET', '/admin/activity/counts/check');
    const what = 'after erasing and removing, the counts equal the log';
    figure.equals(what, equal, true);
    await callboard.stop();
  });

async function measureErasure(figure, knex, send) {
  const countActivityRows = user_id => countRows(knex, 'activity', { user_id });
  const rows = await countActivityRows(ERASED);
  const { ms, value } = await postDuring(knex, () => erase(send));
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
  return until(async () => {
    const erasure = await send('GET', `/admin/erasures/${id}`);
    if (erasure.status === 'done') return erasure;
    if (erasure.status === 'running') return undefined;
    throw new Error(JSON.stringify(erasure));
  }, 200);
}

/** Removes the views of the oldest days of the quarter: 83 % of the rows are views. */
async function measureRetention(figure, knex, send, scheduler, sizes) {
  const age = Math.floor((Date.now() - logSpan.from) / DAY_MS);
  const keep_days = age - sizes.removedDays;
  const rules = [{ workspace_id: null, class: 'views', keep_days }];
  const preview = () => send('POST', '/admin/retention/preview', { rules });
  const { rows } = await preview();
  await send('PUT', '/admin/retention', { rules });
  const remove = () => scheduler.triggerTask('callboard-activity-retention');
  const quietMs = sizes.steadySeconds * 1_000;
  const alone = await postDuring(knex, () => sleep(quietMs));
  const during = await postDuring(knex, remove);
  const [duringMs, aloneMs] = [during, alone].map(({ lags }) => p99(lags));
  const lags = `${Math.round(duringMs)} and ${Math.round(aloneMs)} ms`;
  const note = `${lags}; ${rows} rows in ${(during.ms / 1_000).toFixed(0)} s`;
  const what =
    'posting while rows are removed, compared with posting alone, p99';
  figure.atMost(what, duringMs / aloneMs, 2, '×', note);
  // Some rows may have expired after the last batch.
  const left = (await preview()).rows;
  figure.atMost('rows left by retention', left, rows / 1_000, '');
}

/** Posts a hundred times a second while something runs; each lag begins when the post was due. */
async function postDuring(knex, run) {
  const post = createPosting(knex);
  const posts = [];
  let isOver = false;
  const postOne = (n, due) =>
    void posts.push(post(n).then(() => performance.now() - due));
  const posting = runAtRate(100, () => isOver, postOne);
  const { ms, value } = await timeOnce(run);
  isOver = true;
  await posting;
  return { ms, value, lags: await Promise.all(posts) };
}
