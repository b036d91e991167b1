/** What people do to their time, as whole requests over HTTP. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadBackend } from '../lib/backend.mjs';
import {
  line,
  liveMemoryDuring,
  percentile,
  rateLine,
  requester,
  timedWithPauses,
  times,
} from '../lib/measure.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');

const SAVERS = 200;
const ROWS = 20_000;

/** Mondays of the last weeks of the loaded time, in which people have entries. */
const loadedWeeks = ['2026-09-07', '2026-09-14', '2026-09-21'];

/** Mondays before all that is loaded: the first for warming. */
const emptyWeeks = [
  '2023-07-03',
  '2023-07-10',
  '2023-07-17',
  '2023-07-24',
  '2023-07-31',
  '2023-08-07',
];

/** Lets some people of the company log in a project each. */
export async function letLog(callboard, { staff, projects, itemsOf }) {
  const admin = requester(callboard, authorizationOf('superAdmin'));
  const savers = staff.slice(0, SAVERS).map(({ user_ref }, n) => {
    const project = projects[n % projects.length];
    return {
      user_ref,
      project,
      authorization: authorizationOf(user_ref),
      items: itemsOf.get(project.id).slice(0, 2),
    };
  });
  for (const { user_ref, project, authorization } of savers) {
    await requester(callboard, authorization)('GET', '');
    await admin('POST', `/projects/${project.id}/members`, {
      user_ref,
      role: 'member',
    });
  }
  return savers;
}

/** One's own week. */
export async function* timesheetCase(callboard, savers, isBounded) {
  const read = n => {
    const { authorization } = savers[n % savers.length];
    const week = loadedWeeks[n % loadedWeeks.length];
    return requester(callboard, authorization)(
      'GET',
      `/timesheet?week=${week}`,
    );
  };
  await times(20, read);
  const found = await times(200, read);
  yield line(
    'a timesheet: p95',
    percentile(found, 0.95),
    isBounded ? 30 : undefined,
    `median ${percentile(found, 0.5).toFixed(0)} ms`,
  );
}

/** Everybody saves their week on the same evening. */
export async function* savingCase(knex, callboard, savers, isBounded) {
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(new URL('savers.mjs', import.meta.url)),
    JSON.stringify({
      server: { port: callboard.port, base: callboard.base },
      savers: savers.map(({ authorization, items }) => ({
        authorization,
        items,
      })),
      weeks: emptyWeeks,
    }),
  ]);
  const { ms, saved, failed } = JSON.parse(stdout);
  const days = await knex('worklogs')
    .whereNull('deleted_at')
    .where('logged_at', '<', '2023-10-01')
    .groupBy('logged_by', 'logged_at')
    .sum({ minutes: 'duration_minutes' });
  const exact = days.filter(({ minutes }) => Number(minutes) === 450).length;
  yield rateLine(
    `${SAVERS} people at once, saving a week of ten cells each`,
    (saved * 1_000) / ms,
    isBounded ? 60 : undefined,
    `${failed} of ${saved + failed} refused; ${exact} of ${
      days.length
    } days have what was saved`,
  );
}

/** A file of our own format, of entries that are new. */
function fileOf(savers, rows, word) {
  const lines = ['date,person,work_item,minutes,description'];
  for (let n = 0; n < rows; n += 1) {
    const { user_ref, project } = savers[n % savers.length];
    const day = new Date(Date.UTC(2023, 0, 2 + Math.floor(n / savers.length)))
      .toISOString()
      .slice(0, 10);
    lines.push(`${day},${user_ref},${project.identifier}-1,60,${word} ${n}`);
  }
  return lines.join('\r\n');
}

/** An admin brings in what was logged elsewhere, for all people. */
export async function* importCase(callboard, savers, isBounded) {
  const admin = requester(callboard, authorizationOf('superAdmin'));
  const bring = (rows, word, dry_run = false) => {
    const data = new FormData();
    const text = fileOf(savers, rows, word);
    data.set('file', new Blob([text], { type: 'text/csv' }), 'time.csv');
    data.set('dry_run', `${dry_run}`);
    return admin('POST', '/worklogs/import', data);
  };
  // The code is compiled.
  await bring(ROWS, 'Part', true);
  const { ms, value, longestPause } = await timedWithPauses(() =>
    bring(ROWS, 'Part'),
  );
  const few = await liveMemoryDuring(() => bring(ROWS / 4, 'Again'));
  const many = await liveMemoryDuring(() => bring(ROWS, 'Once more'));
  yield line(
    `import of ${ROWS.toLocaleString('en')} rows`,
    ms,
    isBounded ? 15_000 : undefined,
    `${value.created} created, ${
      value.failed
    } failed; others waited for ${longestPause.toFixed(
      0,
    )} ms at most; memory in use +${many.toFixed(0)} MB, +${few.toFixed(
      0,
    )} MB with a quarter of the rows`,
  );
}
