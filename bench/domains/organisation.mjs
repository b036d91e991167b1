import { loadBackend } from '../lib/backend.mjs';
import { idOf, workspace_id } from '../lib/data.mjs';
import { atMost, equals } from '../lib/figures.mjs';
import { workspaceRequester } from '../lib/http.mjs';
import { median, mediansInTurns, timed, times } from '../lib/timing.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');
const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');
const { selectDepartments } = loadBackend(
  'features/departments/selectDepartments',
);

const LINKS = 300;
const IMPORTED = 5_000;

/** The tree, searching, links of departments to projects, and the import of staff. */
export async function measureOrganisation(context, callboard) {
  const { database, sizes, figure, progress } = context;
  progress('organisation');
  const { knex, isPostgres } = database;
  const send = workspaceRequester(callboard, authorizationOf('superAdmin'));
  const { whole, sql } = await mediansInTurns(
    {
      whole: () => send('GET', '/departments/tree'),
      sql: () => treeSql(knex),
    },
    sizes.turns,
  );
  figure(
    'the tree of departments beside its SQL',
    whole / sql,
    atMost(2, '×'),
    `${whole.toFixed(0)} and ${sql.toFixed(0)} ms`,
  );
  for (const [what, text] of [
    ['a part of a name', 'kiewski 12'],
    ['a frequent part of a name', 'muller'],
    ['an email address', 'p4711@'],
    ['nobody', 'zzzzqq'],
    ['a phone number', '40 104729'],
  ]) {
    const path = `/staff?search=${encodeURIComponent(text)}`;
    const found = await times(7, () => send('GET', path), 1);
    figure.group('search of the staff')(
      what,
      median(found),
      atMost(isPostgres ? 30 : 100, 'ms'),
    );
  }
  await measureLinks(figure, knex, send, sizes);
  await measureImport(figure, send);
}

/** What the tree needs, written by hand but for the columns. */
function treeSql(knex) {
  return Promise.all([
    selectDepartments(knex, workspace_id).orderBy([
      'sort_order',
      'sort_name',
      'id',
    ]),
    knex('staff')
      .select('department_id')
      .count({ count: '*' })
      .where({ workspace_id })
      .whereNot('employment_status', 'resigned')
      .whereNull('deleted_at')
      .groupBy('department_id'),
  ]);
}

async function measureLinks(figure, knex, send, { departments }) {
  const project = n => idOf('projects', n);
  const link = await timed(() =>
    send('POST', `/departments/${idOf('departments', 0)}/links`, {
      project_id: project(0),
    }),
  );
  figure('linking a department of 500', link.ms, atMost(200, 'ms'));
  const linked = Math.min(LINKS, departments) - 1;
  await insertMany(
    knex,
    'department_links',
    Array.from({ length: linked }, (_, n) => ({
      id: newId(Date.now()),
      department_id: idOf('departments', n + 1),
      project_id: project(n + 1),
      created_at: new Date(),
    })),
  );
  const sync = () => timed(() => send('POST', '/memberships/sync', {}));
  const [first, again] = [await sync(), await sync()];
  figure(
    `sync of ${linked + 1} links`,
    first.ms,
    atMost(5_000, 'ms'),
    `${first.value.added} members added`,
  );
  figure(
    'sync again',
    again.ms,
    atMost(5_000, 'ms'),
    `${again.value.added} added, ${again.value.removed} removed`,
  );
}

async function measureImport(figure, send) {
  const header =
    'staff_id,first_name,last_name,email,department_code,position,date_of_joining';
  const lines = Array.from(
    { length: IMPORTED },
    (_, n) =>
      `N${n},Nina,"Neu, ${n}",n${n}@example.org,D${
        1 + (n % 99)
      },Engineer,2026-01-05`,
  );
  const form = new FormData();
  const file = new Blob([[header, ...lines].join('\r\n')], {
    type: 'text/csv',
  });
  form.set('file', file, 'people.csv');
  const { ms, value } = await timed(() =>
    send('POST', '/staff/bulk-import', form),
  );
  figure('import of 5,000 staff', ms, atMost(10_000, 'ms'));
  figure('import of staff: people created', value.created, equals(IMPORTED));
}
