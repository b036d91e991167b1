/**
 * People who save weeks of their timesheets, all at once; in a process of their
 * own, as browsers are. Told what to save by a JSON argument, prints the
 * milliseconds it took and how the requests were answered.
 */
import { disconnect, requester, timed } from '../lib/measure.mjs';

const { server, savers, weeks } = JSON.parse(process.argv[2]);

/** The working days of a week, of which the first day is given. */
const daysOf = monday =>
  Array.from({ length: 5 }, (_, n) =>
    new Date(Date.parse(monday) + n * 86_400_000).toISOString().slice(0, 10),
  );

/** Ten cells: two items on each of five days. */
function save({ authorization, items }, week) {
  const cells = daysOf(week).flatMap(date =>
    items.map(work_item_id => ({ work_item_id, date, minutes: 225 })),
  );
  return requester(server, authorization)('PUT', '/timesheet', {
    week,
    cells,
  });
}

/** Everybody saves a week, and when all are answered the next. */
async function saveAll(some) {
  const answers = [];
  for (const week of some) {
    answers.push(
      ...(await Promise.allSettled(savers.map(saver => save(saver, week)))),
    );
  }
  return answers;
}

// Warm, and with all connections there, before the clock runs.
await saveAll(weeks.slice(0, 1));
const { ms, value } = await timed(() => saveAll(weeks.slice(1)));
disconnect();
const failed = value.filter(({ status }) => status === 'rejected');
if (failed.length > 0) console.error(failed[0].reason);
console.log(
  JSON.stringify({
    ms,
    saved: value.length - failed.length,
    failed: failed.length,
  }),
);
