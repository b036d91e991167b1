import { deepStrictEqual } from 'node:assert';
import { loadBackend, loadFeature, range } from '../lib/backend.mjs';
import { authorizationOf } from '../lib/callboard.mjs';
import * as data from '../lib/data.mjs';
import * as dates from '../lib/dates.mjs';
import { atMost, equals } from '../lib/figures.mjs';
import { createCsv, workspaceRequester } from '../lib/http.mjs';
import { timed, times } from '../lib/timing.mjs';
import { startClients } from '../lib/worker.mjs';
import { summaryByHand } from './timeByHand.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');
const { Capacity } = loadFeature('time/capacity/Capacity');
const { CapacityReadModel } = loadFeature('time/capacity/CapacityReadModel');
const { WorkCalendar } = loadFeature('time/calendar/WorkCalendar');
const { Summaries } = loadFeature('time/summaries/Summaries');
const { SummaryReadModel } = loadFeature('time/summaries/SummaryReadModel');
const { WorklogReadModel } = loadFeature('time/worklogs/WorklogReadModel');
const { timeViewerOf } = loadFeature('time/worklogs/whereTimeVisible');

const { clock, day, DAY_MS, logSpan, mondayAfter, workSpan } = dates;
const { createViewer, employee, idOf, SAVERS, workspace_id } = data;

const adminOf = id => createViewer(employee(1), 'admin', id);
const admin = adminOf(workspace_id);

/** Reading and saving time; most of it is bounded on PostgreSQL. */
export async function measureTime(context, callboard) {
  const { database, figure, sizes } = context;
  if (database.isPostgres) {
    await measureSummaries(figure, database, sizes);
    await measureCapacity(figure, database, sizes);
  }
  await measurePages(figure, database, sizes);
  if (!database.isPostgres) return;
  const savers = await findSavers(callboard, sizes);
  await measureTimesheet(figure, callboard, savers, sizes);
  await measureSaving(figure, callboard, savers, database, sizes);
  await measureImport(figure, callboard, savers);
}

const between = ({ start, end }) => ({ date_from: start, date_to: end });

const filters = {
  'a quarter of a project': { project_id: [idOf('projects', 5)] },
  'a quarter of a person': { member_id: [employee(77)] },
  'a quarter of a department with all below': {
    department: idOf('departments', 1),
    recursive: true,
  },
  'a quarter of billable': { billable: true },
  'a quarter of an activity type': { activity_type: ['review'] },
  'a year of everything': between(dates.year),
};

async function measureSummaries(figure, { reader }, { turns }) {
  const summaries = new Summaries(new SummaryReadModel(reader));
  for (const [what, filter] of Object.entries(filters)) {
    const query = { ...between(dates.quarter), ...filter };
    const ours = () => summaries.summarise(admin, query);
    const hand = () => summaryByHand(reader, query);
    const [all, other] = [await ours(), await hand()];
    for (const part of ['by_member', 'by_issue']) {
      const sums = rows => rows.map(row => Number(row.total_minutes));
      deepStrictEqual(sums(all[part]), sums(other[part]));
    }
    // Code is compiled after some turns, which fast statements notice.
    const name = ['summary of time beside SQL by hand', what];
    const { own } = await figure.compare(
      name,
      [ours, hand],
      1.2,
      2 * turns,
      60,
    );
    figure.p95(
      ['summary of time, p95', what],
      own,
      what.startsWith('a year') ? 500 : 200,
    );
  }
}

async function measureCapacity(figure, { reader }, { turns }) {
  const readModel = new CapacityReadModel(reader);
  const calendar = new WorkCalendar();
  const capacity = new Capacity({ knex: reader, clock, calendar, readModel });
  const member_id = range(500).map(employee);
  const query = { member_id, ...between(dates.quarter) };
  const found = await times(turns, () => capacity.of(admin, query));
  figure.p95('capacity of 500 people over a quarter, p95', found, 300);
}

const PAGE = 50;
/** Nobody pages further. */
const DEEP = 1_000;

/** The first page and a deep one beside those of a workspace with few entries. */
async function measurePages(figure, { knex, reader, analyse }, sizes) {
  const worklogs = knex('worklogs').where({ workspace_id });
  const rows = (await worklogs.limit(sizes.fewWorklogs)).map(row => ({
    ...row,
    id: newId(Date.now()),
    workspace_id: data.workspaces[1],
  }));
  await insertMany(knex, 'worklogs', rows);
  await analyse();
  const readModel = new WorklogReadModel(reader);
  const sides = { 'the first page': [], 'page 1000 or the last': [] };
  for (const id of data.workspaces.slice(0, 2)) {
    const filter = { viewer: timeViewerOf(adminOf(id)) };
    const list = options =>
      readModel.list(filter, { order_by: '-logged_at', ...options });
    const limit = (DEEP - 1) * PAGE;
    const before = await list({ limit });
    // One page from the end, where there are fewer.
    const last = before.at(-1 - (before.length < limit ? PAGE : 0));
    const after = last.position;
    sides['the first page'].push(() => list({ limit: PAGE + 1 }));
    sides['page 1000 or the last'].push(() => list({ after, limit: PAGE + 1 }));
  }
  for (const [page, both] of Object.entries(sides)) {
    const what = ['list of time beside that of few entries', page];
    await figure.compare(what, both, 1.5, 2 * sizes.turns, 10);
  }
}

async function findSavers({ server }, { items, projects }) {
  const savers = range(SAVERS).map(n => ({
    user_ref: employee(n),
    authorization: authorizationOf(employee(n)),
    // The first two items of the project.
    items: [0, 1].map(nth => idOf('work_items', (n * items) / projects + nth)),
  }));
  // The first request of somebody takes longer.
  for (const { authorization } of savers) {
    await workspaceRequester(server, authorization)('GET', '');
  }
  return savers;
}

async function measureTimesheet(figure, callboard, savers, { turns }) {
  const read = n => {
    const { authorization } = savers[n % savers.length];
    const week = mondayAfter(logSpan.to, -2 - (n % 3));
    const send = workspaceRequester(callboard.server, authorization);
    return send('GET', `/timesheet?week=${week}`);
  };
  figure.p95('a timesheet, p95', await times(10 * turns, read, 20), 30);
}

async function measureSaving(figure, callboard, savers, { knex }, sizes) {
  const { savedWeeks } = sizes;
  const clients = await startClients();
  const requestOf = (items, week) => {
    const cells = range(5).flatMap(weekday => {
      const date = day(Date.parse(week) + weekday * DAY_MS);
      return items.map(work_item_id => ({ work_item_id, date, minutes: 225 }));
    });
    return ['PUT', '/timesheet', { week, cells }];
  };
  const save = weeksBefore => {
    const weeks = weeksBefore.map(n => mondayAfter(workSpan.from, -n));
    const people = savers.map(({ authorization, items }) => ({
      authorization,
      requests: weeks.map(it => requestOf(items, it)),
    }));
    return clients.sendAll(callboard.server, people);
  };
  await save([2]);
  const { ms, failed } = await save(range(3, 3 + savedWeeks));
  await clients.stop();
  const rate = ((SAVERS * savedWeeks - failed.length) * 1_000) / ms;
  const note = `${failed.length} refused${failed[0] ? `: ${failed[0]}` : ''}`;
  const what = '200 people at once, saving a week of ten cells each';
  figure.rate(what, rate, 60, note);
  const days = await knex('worklogs')
    .whereNull('deleted_at')
    .where('logged_at', '<', mondayAfter(workSpan.from, -1))
    .groupBy('logged_by', 'logged_at')
    .sum({ minutes: 'duration_minutes' });
  const saved = days.filter(({ minutes }) => Number(minutes) === 450).length;
  const all = equals(SAVERS * (savedWeeks + 1) * 5);
  figure('saving weeks: days with exactly what was saved', saved, all);
}

const IMPORTED = 20_000;

async function measureImport(figure, callboard, savers) {
  const send = callboard.inWorkspace();
  const lines = range(IMPORTED).map(n => {
    const before = workSpan.from - (300 - Math.floor(n / SAVERS)) * DAY_MS;
    const who = n % SAVERS;
    return `${day(before)},${savers[who].user_ref},P${who}-1,60,Part ${n}`;
  });
  const importRows = (rows, dry_run) => {
    const csv = ['date,person,work_item,minutes,description', ...rows];
    return send('POST', '/worklogs/import', createCsv(csv, { dry_run }));
  };
  // The code is compiled.
  await importRows(lines.slice(0, 2_000), true);
  const { ms, value } = await timed(() => importRows(lines, false));
  figure('import of 20,000 worklogs', ms, atMost(15_000, 'ms'));
  figure('import of worklogs: created', value.created, equals(IMPORTED));
}
