import { loadFeature, range } from '../lib/backend.mjs';
import { toSeedId, insertMany, createId, workspace_id } from '../lib/data.mjs';
import { createCsvForm } from '../lib/http.mjs';
import { timeOnce, timeRuns } from '../lib/timing.mjs';

const { selectDepartments } = loadFeature('departments/DepartmentRow');
const IMPORTED_STAFF = 5_000;

const texts = {
  'a part of a name': 'kiewski 12',
  'a frequent part of a name': 'muller',
  'an email address': 'p4711@',
  nobody: 'zzzzqq',
  'a phone number': '40 104729',
};

export async function measure({ isPostgres, knex, sizes, figure }, callboard) {
  const send = callboard.inWorkspace();
  const sides = [() => send('GET', '/departments/tree'), () => readTree(knex)];
  const what = 'department tree compared with its SQL query';
  await figure.compare(what, sides, 2, sizes.rounds);
  for (const [name, text] of Object.entries(texts)) {
    const path = `/staff?search=${encodeURIComponent(text)}`;
    const times = await timeRuns(7, () => send('GET', path));
    figure.median(['search of the staff', name], times, isPostgres ? 30 : 100);
  }
  await measureLinks(figure, knex, send, sizes);
  await measureImport(figure, send);
}

/** Reads the rows of the tree with hand-written queries; only the columns come from the backend. */
function readTree(knex) {
  const order = ['sort_order', 'sort_name', 'id'];
  return Promise.all([
    selectDepartments(knex, workspace_id).orderBy(order),
    knex('staff')
      .select('department_id')
      .count({ count: '*' })
      .where({ workspace_id, deleted_at: null })
      .whereNot('employment_status', 'resigned')
      .groupBy('department_id'),
  ]);
}

async function measureLinks(figure, knex, send, { departments }) {
  const link = n => {
    const path = `/departments/${toSeedId(n)}/links`;
    return send('POST', path, { project_id: toSeedId(n) });
  };
  // The first call runs uncompiled code.
  await link(1);
  const { ms: linkMs } = await timeOnce(() => link(0));
  figure.atMost('linking a department of 500 people', linkMs, 200, 'ms');
  const linkCount = Math.min(300, departments);
  const links = range(2, linkCount).map(n => ({
    id: createId(Date.now()),
    department_id: toSeedId(n),
    project_id: toSeedId(n),
    created_at: new Date(),
  }));
  await insertMany(knex, 'department_links', links);
  for (const name of [`sync of ${linkCount} links`, 'sync again']) {
    const sync = () => send('POST', '/memberships/sync', {});
    const { ms, value } = await timeOnce(sync);
    const note = `${value.added} added, ${value.removed} removed`;
    figure.atMost(name, ms, 5_000, 'ms', note);
  }
}

async function measureImport(figure, send) {
  const requiredColumns = 'staff_id,first_name,last_name,email';
  const header = `${requiredColumns},department_code,position,date_of_joining`;
  const lines = range(IMPORTED_STAFF).map(n => {
    const name = `N${n},Nina,"Neu, ${n}",n${n}@example.org`;
    return `${name},D${1 + (n % 99)},Engineer,2026-01-05`;
  });
  const form = createCsvForm([header, ...lines]);
  const importFile = () => send('POST', '/staff/bulk-import', form);
  const { ms, value } = await timeOnce(importFile);
  figure.atMost('import of 5,000 staff', ms, 10_000, 'ms');
  const createdLabel = 'import of staff: people created';
  figure.equals(createdLabel, value.created, IMPORTED_STAFF);
}
