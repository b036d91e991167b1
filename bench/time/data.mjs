import { loadBackend } from '../lib/backend.mjs';
import {
  loadDepartments,
  loadProjects,
  loadStaff,
} from '../organisation/data.mjs';
import { loadItems, loadSettings } from '../work/data.mjs';
import { DAY_MS, DEPARTMENTS, mixed } from '../lib/values.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');

const CHUNK = 20_000;
const ITEMS_PER_PROJECT = 100;
/** Each person works in so many projects. */
const PROJECTS_PER_PERSON = 5;

const types = ['development', 'review', 'meeting', 'support', 'other', null];

/** The working days of three years, oldest first, up to the end of September 2026. */
export function workingDays() {
  const days = [];
  for (
    let at = Date.UTC(2023, 9, 2);
    at <= Date.UTC(2026, 8, 30);
    at += DAY_MS
  ) {
    const date = new Date(at);
    if (date.getUTCDay() % 6 !== 0) days.push(date.toISOString().slice(0, 10));
  }
  return days;
}

/** People in departments, projects with items, and nobody's time. */
export async function loadCompany(knex, workspace_id, { people, projects }) {
  const departments = await loadDepartments(knex, workspace_id, DEPARTMENTS);
  const staff = await loadStaff(knex, workspace_id, departments, people);
  const made = await loadProjects(knex, workspace_id, projects);
  const settings = await loadSettings(knex, workspace_id, made);
  await loadItems(
    knex,
    workspace_id,
    made,
    settings,
    projects * ITEMS_PER_PROJECT,
  );
  const items = await knex('work_items')
    .select('id', 'project_id')
    .where({ workspace_id })
    .orderBy('id');
  const itemsOf = new Map(made.map(({ id }) => [id, []]));
  items.forEach(({ id, project_id }) => itemsOf.get(project_id).push(id));
  return { departments, staff, projects: made, itemsOf };
}

/** Entries of all of them, evenly over the days, in the order of the days. */
export async function loadWorklogs(knex, workspace_id, company, count) {
  const { staff, projects, itemsOf } = company;
  const days = workingDays();
  const perDay = Math.ceil(count / days.length);
  let rows = [];
  let made = 0;
  for (const logged_at of days) {
    const at = new Date(`${logged_at}T17:00:00.000Z`);
    for (let n = 0; n < perDay && made < count; n += 1) {
      const chance = mixed(made);
      const who = n % staff.length;
      const project =
        projects[
          (who * PROJECTS_PER_PERSON + (chance % PROJECTS_PER_PERSON)) %
            projects.length
        ];
      const items = itemsOf.get(project.id);
      rows.push({
        id: newId(at.getTime()),
        workspace_id,
        project_id: project.id,
        work_item_id: items[(chance >> 3) % items.length],
        logged_by: staff[who].user_ref,
        department_id: staff[who].department_id,
        duration_minutes: 30 + (chance % 14) * 15,
        description: chance % 3 ? `Worked on it, part ${chance}` : null,
        search_text: chance % 3 ? `WORKED ON IT, PART ${chance}` : '',
        logged_at,
        started_at: null,
        is_billable: chance % 4 === 0,
        activity_type: types[chance % types.length],
        source: 'manual',
        version: 1,
        created_at: at,
        updated_at: at,
      });
      made += 1;
      if (rows.length === CHUNK) {
        await insertMany(knex, 'worklogs', rows);
        rows = [];
      }
    }
  }
  await insertMany(knex, 'worklogs', rows);
}
