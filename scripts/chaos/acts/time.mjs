/** Acts of those who log time: more than one of them for the same person at once. */

/** How many people log; few, so that clients meet at the same days. */
const LOGGERS = 6;

/** The Mondays of the weeks in which they do: few, so that days become full. */
const weeks = ['2025-09-01', '2025-09-08', '2025-09-15'];

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 5;
const MINUTE_MS = 60_000;

const dayOf = (week, nth) =>
  new Date(Date.parse(week) + nth * DAY_MS).toISOString().slice(0, 10);

/** Somebody who logs, and a week. */
const choose = ({ random, place }) => ({
  user: random.pick(place.users.slice(0, LOGGERS)),
  week: random.pick(weeks),
});

async function logTime(client) {
  const { random, place, journal } = client;
  const { user, week } = choose(client);
  const word = client.word();
  const { outcome } = await client.change(
    'POST',
    `/projects/${place.timed.project}/work-items/${place.timed.item}/worklogs`,
    {
      duration_minutes: 30 + random.below(200),
      logged_at: dayOf(week, random.below(DAYS)),
      description: word,
    },
    user,
  );
  journal.entries.push({ word, outcome });
  return outcome;
}

/** Saves one item's whole week: what is there of it becomes this. */
async function saveWeek(client) {
  const { user, week } = choose(client);
  const word = client.word();
  const { outcome } = await client.change(
    'PUT',
    '/timesheet',
    {
      week,
      cells: Array.from({ length: DAYS }, (_, nth) => ({
        work_item_id: client.place.timed.sheetItem,
        date: dayOf(week, nth),
        minutes: 1 + client.random.below(120),
        description: word,
      })),
    },
    user,
  );
  client.journal.sheets.push({ user, week, word, outcome });
  return outcome;
}

async function startTimer(client) {
  const { user } = choose(client);
  const word = client.word();
  const { outcome } = await client.caller.send(user, 'PUT', '/me/timer', {
    work_item_id: client.place.timed.item,
    description: word,
    started_at: new Date(Date.now() - 5 * MINUTE_MS).toISOString(),
  });
  client.journal.timers.push({ word, outcome });
  return outcome;
}

async function stopTimer(client) {
  const { user } = choose(client);
  const { outcome } = await client.caller.send(user, 'POST', '/me/timer/stop');
  return outcome;
}

async function submitWeek(client) {
  const { user, week } = choose(client);
  const { outcome } = await client.change('POST', '/periods', { week }, user);
  return outcome;
}

/** Sends a week back, so that it can be filled again. */
async function rejectWeek(client) {
  const { outcome, body } = await client.change(
    'GET',
    '/periods?status=submitted&limit=1',
  );
  const [period] = body?.items ?? [];
  if (!period) {
    return outcome;
  }
  const rejected = await client.change('POST', `/periods/${period.id}/reject`, {
    reason: 'Once more',
  });
  return rejected.outcome;
}

export const time = {
  logTime: { weight: 3, act: logTime },
  saveWeek: { weight: 2, act: saveWeek },
  startTimer: { weight: 2, act: startTimer },
  stopTimer: { weight: 1, act: stopTimer },
  submitWeek: { weight: 1, act: submitWeek },
  rejectWeek: { weight: 1, act: rejectWeek },
};
