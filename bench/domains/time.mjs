import { deepStrictEqual } from 'node:assert';
import { loadBackend } from '../lib/backend.mjs';
import { employee, idOf, workspace_id, workspaces } from '../lib/data.mjs';
import {
  clock,
  day,
  DAY_MS,
  logSpan,
  mondayAfter,
  quarter,
  workSpan,
  year,
} from '../lib/dates.mjs';
import { atLeast, atMost, equals } from '../lib/figures.mjs';
import { workspaceRequester } from '../lib/http.mjs';
import {
  mediansInTurns,
  p95,
  percentile,
  timed,
  times,
  timesInTurns,
} from '../lib/timing.mjs';
import { startWorker } from '../lib/worker.mjs';
import { summaryByHand } from './timeByHand.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');
const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');
const { Capacity } = loadBackend('features/time/capacity/Capacity');
const { CapacityReadModel } = loadBackend(
  'features/time/capacity/CapacityReadModel',
);
const { WorkCalendar } = loadBackend('features/time/calendar/WorkCalendar');
const { Summaries } = loadBackend('features/time/summaries/Summaries');
const { SummaryReadModel } = loadBackend(
  'features/time/summaries/SummaryReadModel',
);
const { WorklogReadModel } = loadBackend(
  'features/time/worklogs/WorklogReadModel',
);
const { timeViewerOf } = loadBackend('features/time/worklogs/whereTimeVisible');

/** An admin of a workspace. */
const adminOf = id => ({
  caller: { user_ref: employee(1) },
  workspace: { id, slug: id, timezone: 'UTC', week_start: 1, settings: {} },
  role: 'admin',
});
const admin = adminOf(workspace_id);

/** Reading and saving time; most of it is bounded on PostgreSQL. */
export async function measureTime(context, callboard) {
  const { database, figure, sizes, progress } = context;
  progress('time');
  if (database.isPostgres) {
    await measureSummaries(figure, database, sizes);
    await measureCapacity(figure, database, sizes);
  }
  await measurePages(figure, database, sizes);
  if (!database.isPostgres) return;
  const savers = await letSave(callboard, sizes);
  await measureTimesheet(figure, callboard, savers, sizes);
  await measureSaving(figure, callboard, savers, database);
  await measureImport(figure, callboard, savers);
}

const dates = ({ start, end }) => ({ date_from: start, date_to: end });

/** Filters as the endpoint takes them, and as the SQL by hand does. */
const filters = [
  [
    'a project',
    { project_id: [idOf('projects', 5)] },
    { project_id: idOf('projects', 5) },
  ],
  ['a person', { member_id: [employee(77)] }, { member_id: employee(77) }],
  [
    'a department with all below',
    { department: idOf('departments', 1), recursive: true },
    { department: idOf('departments', 1) },
  ],
  ['billable', { billable: true }, { billable: true }],
  [
    'an activity type',
    { activity_type: ['review'] },
    { activity_type: 'review' },
  ],
].map(([what, query, byHand]) => [
  `a quarter of ${what}`,
  ...[query, byHand].map(filter => ({ ...dates(quarter), ...filter })),
  200,
]);

/** Summaries beside the same sums by hand, in turns. */
async function measureSummaries(figure, { reader }, { turns }) {
  const summaries = new Summaries(new SummaryReadModel(reader));
  for (const [what, query, filter, bound] of [
    ...filters,
    ['a year of everything', dates(year), dates(year), 500],
  ]) {
    const ours = () => summaries.summarise(admin, query);
    const hand = () => summaryByHand(reader, { workspace_id, ...filter });
    requireEqual(await ours(), await hand());
    // Code is compiled after some turns, which fast statements notice.
    const warmUps = bound > 200 ? 3 : 60;
    const found = await timesInTurns({ ours, hand }, 2 * turns, warmUps);
    figure.group('summary of time, p95')(
      what,
      p95(found.ours),
      atMost(bound, 'ms'),
    );
    const [own, other] = [found.ours, found.hand].map(all =>
      percentile(all, 0.5),
    );
    figure.group('summary of time beside SQL by hand')(
      what,
      own / other,
      atMost(1.2, '×'),
      `${own.toFixed(1)} and ${other.toFixed(1)} ms`,
    );
  }
}

function requireEqual({ by_member, by_issue }, hand) {
  const sums = rows => rows.map(({ total_minutes }) => Number(total_minutes));
  deepStrictEqual(sums(by_member), sums(hand.by_member));
  deepStrictEqual(sums(by_issue), sums(hand.by_issue));
}

async function measureCapacity(figure, { reader }, { turns }) {
  const capacity = new Capacity({
    ...{ knex: reader, clock },
    calendar: new WorkCalendar(),
    readModel: new CapacityReadModel(reader),
  });
  const member_id = Array.from({ length: 500 }, (_, n) => employee(n));
  const read = () => capacity.of(admin, { member_id, ...dates(quarter) });
  figure(
    'capacity of 500 people over a quarter, p95',
    p95(await times(turns, read, 1)),
    atMost(300, 'ms'),
  );
}

const PAGE = 50;
/** Nobody pages further. */
const DEEP = 1_000;

/** The first page and a deep one beside those of a workspace with few entries. */
async function measurePages(figure, { knex, reader, analyse }, sizes) {
  const few = adminOf(workspaces[1]);
  const rows = await knex('worklogs')
    .where({ workspace_id })
    .limit(sizes.fewWorklogs);
  await insertMany(
    knex,
    'worklogs',
    rows.map(row => ({
      ...row,
      ...{ id: newId(Date.now()), workspace_id: workspaces[1] },
    })),
  );
  await analyse();
  const readModel = new WorklogReadModel(reader);
  const sides = {};
  for (const [side, viewer] of Object.entries({ all: admin, few })) {
    const filter = { viewer: timeViewerOf(viewer) };
    const list = options =>
      readModel.list(filter, { order_by: '-logged_at', ...options });
    const before = await list({
      limit: (DEEP - 1) * PAGE,
    });
    // One page from the end, where there are fewer.
    const after = before.at(
      -1 - (before.length < (DEEP - 1) * PAGE ? PAGE : 0),
    );
    sides[`${side}, first`] = () => list({ limit: PAGE + 1 });
    sides[`${side}, deep`] = () =>
      list({ after: after.position, limit: PAGE + 1 });
  }
  const found = await mediansInTurns(sides, 2 * sizes.turns, 10);
  for (const [page, name] of [
    ['first', 'the first page'],
    ['deep', 'page 1000 or the last'],
  ]) {
    figure.group('list of time beside that of few entries')(
      name,
      found[`all, ${page}`] / found[`few, ${page}`],
      atMost(1.5, '×'),
    );
  }
}

const SAVERS = 200;
const SAVED_WEEKS = 5;

/** Lets some people log in a project each. */
async function letSave(callboard, { items, projects }) {
  const send = workspaceRequester(callboard, authorizationOf('superAdmin'));
  const each = items / projects;
  const savers = Array.from({ length: SAVERS }, (_, n) => ({
    user_ref: employee(n),
    authorization: authorizationOf(employee(n)),
    project: n,
    // The first two items of the project.
    items: [0, 1].map(nth => idOf('work_items', n * each + nth)),
  }));
  for (const { user_ref, authorization, project } of savers) {
    await workspaceRequester(callboard, authorization)('GET', '');
    await send('POST', `/projects/${idOf('projects', project)}/members`, {
      ...{ user_ref, role: 'member' },
    });
  }
  return savers;
}

async function measureTimesheet(figure, callboard, savers, { turns }) {
  const read = n => {
    const { authorization } = savers[n % savers.length];
    const week = mondayAfter(logSpan.to, -2 - (n % 3));
    const send = workspaceRequester(callboard, authorization);
    return send('GET', `/timesheet?week=${week}`);
  };
  figure(
    'a timesheet, p95',
    p95(await times(10 * turns, read, 20)),
    atMost(30, 'ms'),
  );
}

/** Everybody saves weeks of ten cells at the same time. */
async function measureSaving(figure, callboard, savers, { knex }) {
  const worker = await startWorker(
    new URL('../lib/requesters.mjs', import.meta.url),
    { input: { port: callboard.port, base: callboard.base } },
  );
  const save = (first, weeks) =>
    worker.call(
      savers.map(({ authorization, items }) => ({
        authorization,
        requests: Array.from({ length: weeks }, (_, n) => {
          const week = mondayAfter(workSpan.from, first - n);
          const cells = [0, 1, 2, 3, 4].flatMap(weekday =>
            items.map(work_item_id => ({
              work_item_id,
              date: day(Date.parse(week) + weekday * DAY_MS),
              minutes: 225,
            })),
          );
          return ['PUT', '/timesheet', { week, cells }];
        }),
      })),
    );
  await save(-2, 1);
  const { ms, failed } = await save(-3, SAVED_WEEKS);
  await worker.stop();
  figure(
    '200 people at once, saving a week of ten cells each',
    ((SAVERS * SAVED_WEEKS - failed.length) * 1_000) / ms,
    atLeast(60, '/s'),
    `${failed.length} refused${failed[0] ? `: ${failed[0]}` : ''}`,
  );
  const days = await knex('worklogs')
    .whereNull('deleted_at')
    .where('logged_at', '<', mondayAfter(workSpan.from, -1))
    .groupBy('logged_by', 'logged_at')
    .sum({ minutes: 'duration_minutes' });
  figure(
    'saving weeks: days with exactly what was saved',
    days.filter(({ minutes }) => Number(minutes) === 450).length,
    equals(SAVERS * (SAVED_WEEKS + 1) * 5),
  );
}

const IMPORTED = 20_000;

async function measureImport(figure, callboard, savers) {
  const send = workspaceRequester(callboard, authorizationOf('superAdmin'));
  const lines = Array.from({ length: IMPORTED }, (_, n) => {
    const { user_ref, project } = savers[n % savers.length];
    const before = workSpan.from - (300 - Math.floor(n / SAVERS)) * DAY_MS;
    return `${day(before)},${user_ref},P${project}-1,60,Part ${n}`;
  });
  const text = ['date,person,work_item,minutes,description', ...lines].join(
    '\r\n',
  );
  const importFile = dry_run => {
    const form = new FormData();
    form.set('file', new Blob([text], { type: 'text/csv' }), 'time.csv');
    form.set('dry_run', `${dry_run}`);
    return send('POST', '/worklogs/import', form);
  };
  // The code is compiled.
  await importFile(true);
  const { ms, value } = await timed(() => importFile(false));
  figure('import of 20,000 worklogs', ms, atMost(15_000, 'ms'));
  figure('import of worklogs: created', value.created, equals(IMPORTED));
}
