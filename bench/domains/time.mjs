import { deepStrictEqual } from 'node:assert';
import { groupBy, loadFeature, mapValues, range } from '../lib/backend.mjs';
import { getAuthorizationHeader } from '../lib/callboard.mjs';
import * as data from '../lib/data.mjs';
import * as dates from '../lib/dates.mjs';
import { createCsvForm } from '../lib/http.mjs';
import { timeOnce, timeRuns } from '../lib/timing.mjs';
import { startClients } from '../lib/worker.mjs';

const { readCapacity } = loadFeature('time/reports/Capacity');
const { summariseWorklogs } = loadFeature('time/summaries/summariseWorklogs');
const { listWorklogs } = loadFeature('time/worklogs/listWorklogs');
const { toTimeViewer } = loadFeature('time/worklogs/whereTimeVisible');

const { clock, DAY_MS, toDay, getMonday, logSpan, workSpan } = dates;
const { createViewer, getEmployee, toSeedId, TIMESHEET_USERS, workspace_id } =
  data;

const admin = createViewer(getEmployee(1));
const timesheetUsers = range(TIMESHEET_USERS).map(getEmployee);

/** Measures reading and writing worklogs; on SQLite, only reading pages of the worklog list. */
export async function measure(context, callboard) {
  const { isPostgres, figure } = context;
  await measurePages(context);
  if (!isPostgres) return;
  await measureSummaries(context);
  await measureCapacity(context);
  // A user's first request takes longer, so it is not measured.
  for (const user of timesheetUsers)
    await callboard.inWorkspace(user)('GET', '');
  await measureTimesheet(context, callboard);
  await measureSaving(context, callboard);
  await measureImport(figure, callboard);
}

const toDateFilter = ({ start, end }) => ({ date_from: start, date_to: end });

const filters = {
  'one project, one quarter': { project_id: [toSeedId(5)] },
  'one person, one quarter': { member_id: [getEmployee(77)] },
  'one department and its descendants, one quarter': {
    department: toSeedId(1),
    recursive: true,
  },
  'billable time, one quarter': { billable: true },
  'one activity type, one quarter': { activity_type: ['review'] },
  'all time, one year': toDateFilter(dates.year),
};

const conditions = {
  date_from: 'logged_at >= :date_from',
  date_to: 'logged_at <= :date_to',
  project_id: 'project_id = :project_id',
  member_id: 'logged_by = :member_id',
  activity_type: 'activity_type = :activity_type',
  billable: 'is_billable',
  department: `department_id IN (WITH RECURSIVE below AS (
      SELECT id FROM departments WHERE id = :department
      UNION SELECT departments.id FROM departments
      JOIN below ON below.id = departments.parent_id WHERE departments.deleted_at IS NULL
    ) SELECT id FROM below)`,
};

/** Sums minutes by person and by work item, with names, in one hand-written statement. */
async function summariseByHand(knex, { recursive: _, ...filter }) {
  const bindings = mapValues(filter, value => [value].flat()[0]);
  const parts = Object.keys(filter).map(name => `AND ${conditions[name]}`);
  const where = parts.join(' ');
  const { rows } = await knex.raw(
    `WITH sums AS MATERIALIZED (
      SELECT logged_by, work_item_id, sum(duration_minutes) AS total_minutes FROM worklogs
      WHERE deleted_at IS NULL AND workspace_id = :workspace_id ${where}
      GROUP BY GROUPING SETS ((logged_by), (work_item_id))),
    by_member AS (SELECT logged_by, total_minutes FROM sums WHERE logged_by IS NOT NULL
      ORDER BY 2 DESC, 1 LIMIT 1000),
    by_issue AS (SELECT work_item_id, total_minutes FROM sums WHERE work_item_id IS NOT NULL
      ORDER BY 2 DESC, 1 LIMIT 1000)
    SELECT 'member' AS kind, sums.logged_by AS id, people.display_name AS name,
      NULL AS identifier, NULL AS number, NULL AS estimate_time, sums.total_minutes
    FROM by_member sums LEFT JOIN people ON people.user_ref = sums.logged_by
    UNION ALL
    SELECT 'issue', cast(sums.work_item_id AS text), work_items.title, projects.identifier,
      work_items.number, work_items.estimate_time, sums.total_minutes
    FROM by_issue sums JOIN work_items ON work_items.id = sums.work_item_id
    JOIN projects ON projects.id = work_items.project_id
    ORDER BY kind, total_minutes DESC, id`,
    { workspace_id, ...bindings },
  );
  const { member = [], issue = [] } = groupBy(rows, 'kind');
  return { by_member: member, by_issue: issue };
}

async function measureSummaries({ figure, reader, sizes: { rounds } }) {
  const core = { knex: reader, reader };
  for (const [what, filter] of Object.entries(filters)) {
    const query = { ...toDateFilter(dates.quarter), ...filter };
    const summarise = () => summariseWorklogs(core, admin, query);
    const summariseInSql = () => summariseByHand(reader, query);
    const [summary, expected] = [await summarise(), await summariseInSql()];
    for (const part of ['by_member', 'by_issue']) {
      const sums = rows => rows.map(row => Number(row.total_minutes));
      deepStrictEqual(sums(summary[part]), sums(expected[part]));
    }
    const group = ['time summary compared with hand-written SQL', what];
    const both = [summarise, summariseInSql];
    // Up to 60 warm-ups: V8 compiles code only after some calls, which matters for fast statements.
    const { own } = await figure.compare(group, both, 1.2, rounds, 60);
    const limit = what.endsWith('one year') ? 500 : 200;
    figure.p95(['summary of time, p95', what], own, limit);
  }
}

async function measureCapacity({ figure, reader, sizes: { rounds } }) {
  const member_id = range(500).map(getEmployee);
  const query = { member_id, ...toDateFilter(dates.quarter) };
  const read = () => readCapacity({ reader, clock }, { ...admin, query });
  const times = await timeRuns(rounds, read);
  figure.p95('capacity of 500 people over a quarter, p95', times, 300);
}

const PAGE = 50;

async function measurePages({ figure, knex, reader, analyse, sizes }) {
  // Copies a few worklogs into the small workspace.
  const worklogs = knex('worklogs').where({ workspace_id });
  const rows = (await worklogs.limit(sizes.fewWorklogs)).map(row => ({
    ...row,
    id: data.createId(Date.now()),
    workspace_id: data.workspaces[1],
  }));
  await data.insertMany(knex, 'worklogs', rows);
  await analyse();
  const listsByPage = { 'the first page': [], 'page 1000 or the last': [] };
  for (const id of data.workspaces.slice(0, 2)) {
    const viewer = createViewer(getEmployee(1), 'admin', id);
    const selection = { viewer: toTimeViewer(viewer) };
    const list = options =>
      listWorklogs(reader, selection, { order_by: '-logged_at', ...options });
    // Users do not go beyond page 1000.
    const limit = 999 * PAGE;
    const skippedRows = await list({ limit });
    // If the list is shorter, the last page begins one page before its end.
    const fromEnd = skippedRows.length < limit ? PAGE + 1 : 1;
    const { position } = skippedRows.at(-fromEnd);
    const listPage = after => () => list({ after, limit: PAGE + 1 });
    listsByPage['the first page'].push(listPage());
    listsByPage['page 1000 or the last'].push(listPage(position));
  }
  for (const [page, both] of Object.entries(listsByPage)) {
    const what = ['worklog list compared with that of a small workspace', page];
    await figure.compare(what, both, 1.5, 2 * sizes.rounds, 10);
  }
}

async function measureTimesheet({ figure, sizes: { rounds } }, callboard) {
  const read = n => {
    const week = getMonday(logSpan.to, -2 - (n % 3));
    const send = callboard.inWorkspace(timesheetUsers[n % TIMESHEET_USERS]);
    return send('GET', `/timesheet?week=${week}`);
  };
  figure.p95('a timesheet, p95', await timeRuns(10 * rounds, read, 20), 30);
}

async function measureSaving({ figure, knex, sizes }, callboard) {
  const { items, projects, savedWeeks } = sizes;
  const clients = await startClients();
  const buildRequest = (project, week) => {
    // The first two items of the project.
    const first = (project * items) / projects;
    const ids = [first, first + 1].map(toSeedId);
    const cells = range(5).flatMap(weekday => {
      const date = toDay(Date.parse(week) + weekday * DAY_MS);
      return ids.map(work_item_id => ({ work_item_id, date, minutes: 225 }));
    });
    return ['PUT', '/timesheet', { week, cells }];
  };
  const saveWeeks = weeksAgo => {
    const weeks = weeksAgo.map(n => getMonday(workSpan.from, -n));
    const people = timesheetUsers.map((user, n) => ({
      authorization: getAuthorizationHeader(user),
      requests: weeks.map(week => buildRequest(n, week)),
    }));
    return clients.call('sendAll', { server: callboard.server, people });
  };
  // A warm-up. The check below counts its days, too.
  await saveWeeks([2]);
  const { ms, failed } = await saveWeeks(range(3, 3 + savedWeeks));
  await clients.stop();
  const rate = ((TIMESHEET_USERS * savedWeeks - failed.length) * 1_000) / ms;
  const note = `${failed.length} refused${failed[0] ? `: ${failed[0]}` : ''}`;
  const what = '200 people at once, saving a week of ten cells each';
  figure.rate(what, rate, 60, note);
  const days = await knex('worklogs')
    .whereNull('deleted_at')
    .where('logged_at', '<', getMonday(workSpan.from, -1))
    .groupBy('logged_by', 'logged_at')
    .sum({ minutes: 'duration_minutes' });
  const isExact = ({ minutes }) => Number(minutes) === 450;
  const savedDays = days.filter(isExact).length;
  const exactLabel = 'saved timesheets: days with exactly the saved minutes';
  figure.equals(exactLabel, savedDays, TIMESHEET_USERS * (savedWeeks + 1) * 5);
}

const IMPORTED_WORKLOGS = 20_000;

async function measureImport(figure, callboard) {
  const send = callboard.inWorkspace();
  const lines = range(IMPORTED_WORKLOGS).map(n => {
    const who = n % TIMESHEET_USERS;
    const daysBefore = 300 - Math.floor(n / TIMESHEET_USERS);
    const date = toDay(workSpan.from - daysBefore * DAY_MS);
    return `${date},${timesheetUsers[who]},P${who}-1,60,Part ${n}`;
  });
  const importRows = (rows, dry_run) => {
    const csv = ['date,person,work_item,minutes,description', ...rows];
    return send('POST', '/worklogs/import', createCsvForm(csv, { dry_run }));
  };
  // V8 compiles the code during a dry run.
  await importRows(lines.slice(0, 2_000), true);
  const { ms, value } = await timeOnce(() => importRows(lines, false));
  figure.atMost('import of 20,000 worklogs', ms, 15_000, 'ms');
  const createdLabel = 'import of worklogs: created';
  figure.equals(createdLabel, value.created, IMPORTED_WORKLOGS);
}
