import { loadBackend } from '../lib/backend.mjs';
import {
  loadDepartments,
  loadProjects,
  loadStaff,
} from '../organisation/data.mjs';
import { itemOf, loadSettings } from '../work/data.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');
const { foldText } = loadBackend('database/foldText');

const CHUNK = 20_000;

/** One in so many items has the rare word. */
const RARE = 50_000;

/** The first projects hold what was brought from elsewhere, years ago. */
const OLD_PART = 0.2;
const YEARS = 2 * 365 * 86_400_000;

/** The word that tells items of a frequency, beside their own title. */
function wordOf(n, isOld) {
  if (n % RARE === RARE / 2) return ' gyroscope';
  if (isOld) return ' legacy';
  return n % 100 === 0 ? ' webhook' : '';
}

/**
 * Items, the same number for each project. One in five has "rounding" in its
 * title, one in a hundred "webhook", one in 50,000 "gyroscope"; "legacy" is in
 * a fifth of all, none of which changed lately.
 */
export async function loadItems(
  knex,
  workspace_id,
  projects,
  settings,
  { from = 0, count },
) {
  const each = Math.floor(count / projects.length);
  for (let start = 0; start < count; start += CHUNK) {
    const items = [];
    for (let n = start; n < Math.min(count, start + CHUNK); n += 1) {
      const at = Math.min(Math.floor(n / each), projects.length - 1);
      const isOld = from === 0 && at < projects.length * OLD_PART;
      const scope = { workspace_id, project_id: projects[at].id };
      const item = itemOf(scope, settings, from + n, from + n - at * each + 1);
      const title = `${item.title}${wordOf(n, isOld)}`;
      const changed = new Date(item.updated_at - (isOld ? YEARS : 0));
      items.push({
        ...item,
        title,
        search_text: foldText(title),
        updated_at: changed,
      });
    }
    await insertMany(knex, 'work_items', items);
  }
}

/** Members of the workspace; one in two is on the staff. */
async function loadPeople(knex, workspace_id, count) {
  const departments = await loadDepartments(knex, workspace_id, 500);
  await loadStaff(knex, workspace_id, departments, count / 2);
  const refs = Array.from({ length: count }, (_, n) => `user:default/p${n}`);
  const now = new Date();
  await insertMany(
    knex,
    'people',
    refs.map((user_ref, n) => ({
      user_ref,
      display_name: `Person ${n}`,
      search_text: foldText(`Person ${n}\n${user_ref}`),
      is_in_catalog: true,
      updated_at: now,
    })),
  );
  await insertMany(
    knex,
    'memberships',
    refs.map((user_ref, n) => ({
      id: newId(now.getTime()),
      workspace_id,
      scope: 'workspace',
      scope_id: workspace_id,
      user_ref,
      sort_name: foldText(`Person ${n}\n${user_ref}`),
      rank: 15,
      version: 1,
      created_at: now,
      updated_at: now,
    })),
  );
}

/**
 * A workspace full of people and of work. Two in fifteen of its projects are open;
 * all others are secret.
 */
export async function loadWork(knex, workspace_id, sizes) {
  const { items, projects, people } = sizes;
  await loadPeople(knex, workspace_id, people);
  const loaded = await loadProjects(knex, workspace_id, projects);
  const isSeen = ({ id }) =>
    loaded.findIndex(project => project.id === id) % 15 < 2;
  await knex('projects')
    .whereIn(
      'id',
      loaded.filter(project => !isSeen(project)).map(({ id }) => id),
    )
    .update({ access: 'secret' });
  const settings = await loadSettings(knex, workspace_id, loaded);
  await loadItems(knex, workspace_id, loaded, settings, { count: items });
  return { projects: loaded, settings };
}
