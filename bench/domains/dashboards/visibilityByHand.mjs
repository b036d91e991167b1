import { workspace_id } from '../../lib/data.mjs';
import { DAY_MS } from '../../lib/dates.mjs';

const OWNED = `EXISTS (SELECT 1 FROM project_owners o WHERE o.project_id = p.id
  AND (o.owner_ref = :me OR o.owner_ref IN
    (SELECT owner_ref FROM ownership_refs WHERE user_ref = :me)))`;

const memberOf = rank => `EXISTS (SELECT 1 FROM memberships m
  WHERE m.scope_id = p.id AND m.user_ref = :me AND m.deleted_at IS NULL
    AND m.rank >= ${rank})`;

const projects = `SELECT p.id FROM projects p
  WHERE p.workspace_id = :workspace AND p.deleted_at IS NULL`;

/**
 * The projects that a viewer has access to, and those whose time they have access to. As an array,
 * which PostgreSQL takes to be short: else it would look through all of the workspace.
 */
const anyOf = select => `ANY (ARRAY(${select}))`;

export const visible = `${projects} AND (p.access = 'open' OR ${memberOf(
  0,
)} OR ${OWNED})`;
export const joined = `${projects} AND (${memberOf(15)} OR ${OWNED})`;
export const all = projects;

/** The projects that a viewer has access to, whether their ids are given or not. */
export const visibleOf = ({ given }) =>
  given ? 'ANY (:visible::uuid[])' : anyOf(visible);

/** The projects that a viewer is a member of. */
export const joinedOf = ({ given }) =>
  given ? 'ANY (:joined::uuid[])' : anyOf(joined);

/** The projects that a viewer has access to without being a member. */
export const elsewhereOf = ({ given }) =>
  given
    ? 'project_id = ANY (:elsewhere::uuid[])'
    : `project_id IN (${visible}) AND project_id NOT IN (${joined})`;

/** Reads which projects a viewer has access to, to be given to statements. */
export async function readVisibility(knex, { caller }) {
  const idsOf = async select => {
    const bindings = { workspace: workspace_id, me: caller.user_ref };
    const { rows } = await knex.raw(select, bindings);
    return rows.map(({ id }) => id);
  };
  const [seen, own] = [await idsOf(visible), await idsOf(joined)];
  return {
    visible: seen,
    joined: own,
    elsewhere: seen.filter(id => !own.includes(id)),
  };
}

/**
 * The bindings of statements.
 *
 * @param given - what `readVisibility` returned, if the statement is not to find it
 */
export function bindingsOf(
  { caller, role },
  { range: { start, end }, previous, given },
) {
  const after = day => new Date(Date.parse(day) + DAY_MS);
  return {
    given: Boolean(given),
    ...given,
    workspace: workspace_id,
    me: caller.user_ref,
    seesAll: role === 'admin',
    ...{ start, end },
    from: new Date(start),
    to: after(end),
    ...{ start_before: previous.start, end_before: previous.end },
    from_before: new Date(previous.start),
    to_before: after(previous.end),
    first_day: Date.parse(start) / DAY_MS,
    last_day: Date.parse(end) / DAY_MS,
    first_day_before: Date.parse(previous.start) / DAY_MS,
    last_day_before: Date.parse(previous.end) / DAY_MS,
  };
}
