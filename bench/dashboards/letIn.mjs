import { loadBackend } from '../lib/backend.mjs';
import { join, workspace_id } from './data.mjs';

const { sightOf } = loadBackend('features/dashboards/numbers/sightOf');

const PROJECTS = 20;

/**
 * Makes people who have no time of their own members of projects, in teams of those
 * who are in the same: so each team has one sight.
 *
 * @param first - the number of the first of them, behind all that log time
 * @returns their references
 */
export async function letIn(knex, { first, teams, count }) {
  const refs = Array.from(
    { length: count },
    (_, n) => `user:default/p${first + n}`,
  );
  for (const [n, user_ref] of refs.entries()) {
    // Twenty of the 280 projects that are not open.
    const start = Math.floor(((n % teams) * 260) / teams) + PROJECTS;
    const nths = Array.from({ length: PROJECTS }, (_, nth) => start + nth);
    await join(knex, user_ref, nths);
  }
  await knex.raw('ANALYZE memberships');
  return refs;
}

/** How many different sights of work and time people have. */
export async function sightsOf(knex, refs) {
  const found = new Set();
  for (const user_ref of refs) {
    const viewer = {
      work: { user_ref, sees_all: false },
      time: { workspace_id, user_ref, sees_all: false, sees_own: true },
    };
    const keyOf = async (source, metric) => {
      const question = { workspace_id, source, metric, filters: {} };
      return (await sightOf(knex, question, viewer)).key;
    };
    found.add(
      `${await keyOf('work_items', 'count')} ${await keyOf(
        'time',
        'logged_minutes',
      )}`,
    );
  }
  return found.size;
}
