import { setTimeout as sleep } from 'node:timers/promises';
import { person } from '../activity/data.mjs';
import { line } from '../lib/measure.mjs';
import { postingDuring, timesText } from './postingDuring.mjs';

/** Whose rows are about one in twenty. */
const ERASED = person(0);

const QUIET_MS = 30_000;

const SECONDS = 60;

/** Erases the busiest person, over HTTP, while others post. */
export async function* erasingCases({ knex, send }, rate) {
  const ofPerson = () => countOf(knex, { user_id: ERASED });
  const rows = await ofPerson();
  const without = await postingDuring(knex, rate, () => sleep(QUIET_MS));
  yield line(
    'posting beside nothing, longest',
    without.times[without.times.length - 1],
    undefined,
    timesText(without.times),
  );
  const during = await postingDuring(knex, rate, () => erase(send));
  const left = await ofPerson();
  if (left > 0 || (await countOf(knex, { user_id: during.value })) !== rows) {
    throw new Error(`${left} of ${rows} rows are left`);
  }
  yield line(
    `erasing somebody with ${rows.toLocaleString('en')} rows`,
    during.ms,
    SECONDS * 1_000,
    'from the request until it says that it is done',
  );
  yield line(
    'posting meanwhile, longest',
    during.times[during.times.length - 1],
    undefined,
    timesText(during.times),
  );
}

/** @returns the pseudonym */
async function erase(send) {
  const begun = await send('POST', '/admin/erasures', {
    user_ref: ERASED,
    reason: 'a measurement',
  });
  for (;;) {
    await sleep(500);
    const erasure = JSON.parse(
      await send('GET', `/admin/erasures/${begun.id}`),
    );
    if (erasure.status === 'done') return erasure.pseudonym;
    if (erasure.status !== 'running') throw new Error(JSON.stringify(erasure));
  }
}

async function countOf(knex, where) {
  const [{ count }] = await knex('activity').where(where).count({ count: '*' });
  return Number(count);
}
