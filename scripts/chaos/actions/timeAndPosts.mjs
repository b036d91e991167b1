/**
 * Actions that log time, and actions that post activity. Several clients log time for the same
 * person in parallel.
 */
import { randomUUID } from 'node:crypto';

/** The number of people who log time: so few that clients collide on the same days. */
const TIME_USERS = 6;

/** The Mondays of the weeks with logged time: so few weeks that days reach the daily limit. */
const mondays = ['2025-09-01', '2025-09-08', '2025-09-15'];

export const DAYS_A_WEEK = 5;
const DAY_MS = 86_400_000;

const getDateOfWeek = (week, nth) =>
  new Date(Date.parse(week) + nth * DAY_MS).toISOString().slice(0, 10);

const pickUserAndWeek = ({ random, fixture }) => ({
  user: random.pick(fixture.users.slice(0, TIME_USERS)),
  week: random.pick(mondays),
});

function logTime(client) {
  const { random, fixture } = client;
  const { user, week } = pickUserAndWeek(client);
  const word = client.nextWord();
  const worklog = {
    duration_minutes: 30 + random.below(200),
    logged_at: getDateOfWeek(week, random.below(DAYS_A_WEEK)),
    description: word,
  };
  const request = ['POST', `${fixture.timed.path}/worklogs`, worklog, user];
  return client.record('worklogs', { word }, ...request);
}

/** Saves the whole week of one item, which replaces the previous values. */
function saveWeek(client) {
  const { user, week } = pickUserAndWeek(client);
  const word = client.nextWord();
  const cells = Array.from({ length: DAYS_A_WEEK }, (_, nth) => ({
    work_item_id: client.fixture.timed.weeklyItem,
    date: getDateOfWeek(week, nth),
    minutes: 1 + client.random.below(120),
    description: word,
  }));
  const request = ['PUT', 'timesheet', { week, cells }, user];
  return client.record('weeks', { user, week, word }, ...request);
}

function startTimer(client) {
  const { user } = pickUserAndWeek(client);
  const word = client.nextWord();
  const timer = {
    work_item_id: client.fixture.timed.item,
    description: word,
    started_at: new Date(Date.now() - 300_000).toISOString(),
  };
  return client.record('timers', { word }, 'PUT', '/me/timer', timer, user);
}

async function stopTimer(client) {
  const { user } = pickUserAndWeek(client);
  const request = ['POST', '/me/timer/stop', undefined, user];
  return (await client.caller.send(...request)).outcome;
}

async function submitWeek(client) {
  const { user, week } = pickUserAndWeek(client);
  const request = ['POST', 'periods', { week }, user];
  return (await client.caller.send(...request)).outcome;
}

/** Rejects a submitted week, so that people can log time in it again. */
async function rejectWeek({ caller }) {
  const path = 'periods?status=submitted&limit=1';
  const { outcome, body } = await caller.send('GET', path);
  const [period] = body?.items ?? [];
  if (!period) {
    return outcome === 'done' ? undefined : outcome;
  }
  const request = ['POST', `periods/${period.id}/reject`];
  return (await caller.send(...request, { reason: 'Once more' })).outcome;
}

/** Posts events. If each event has a key, repeats the request until its outcome is known. */
async function post(client, count, hasKey) {
  const { caller, user, journal } = client;
  const words = client.nextWords(count);
  const events = words.map((word, index) => ({
    action: 'chaos_post',
    entity_id: word,
    ...(hasKey(index) && { client_event_id: randomUUID() }),
  }));
  const request = ['POST', '/activity', count === 1 ? events[0] : events, user];
  const isRepeatable = events.every(event => event.client_event_id);
  const { outcome, body } = isRepeatable
    ? await caller.sendUntilKnown(...request)
    : await caller.send(...request);
  const ids = outcome === 'done' ? body.ids ?? [body.id] : [];
  journal.posts.push({ words, outcome, ids });
  return outcome;
}

const postBatch = (client, hasKey) =>
  post(client, 2 + client.random.below(39), hasKey);

export const timeAndPosts = {
  logTime: [3, logTime],
  saveWeek: [3, saveWeek],
  startTimer: [2, startTimer],
  stopTimer: [1, stopTimer],
  submitWeek: [2, submitWeek],
  rejectWeek: [1, rejectWeek, submitWeek],
  postWithKey: [18, client => post(client, 1, () => true)],
  postWithoutKey: [12, client => post(client, 1, () => false)],
  batchWithKeys: [8, client => postBatch(client, () => true)],
  batchWithoutKeys: [5, client => postBatch(client, () => false)],
  batchMixed: [5, client => postBatch(client, nth => nth % 2 === 0)],
};
