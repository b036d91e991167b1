import { workspace_id } from './data.mjs';

const OWNED = `EXISTS (SELECT 1 FROM project_owners o WHERE o.project_id = p.id
  AND (o.owner_ref = :me OR o.owner_ref IN
    (SELECT owner_ref FROM ownership_refs WHERE user_ref = :me)))`;

const memberOf = rank => `EXISTS (SELECT 1 FROM memberships m
  WHERE m.scope_id = p.id AND m.user_ref = :me AND m.deleted_at IS NULL
    AND m.rank >= ${rank})`;

const projects = `SELECT p.id FROM projects p
  WHERE p.workspace_id = :workspace AND p.deleted_at IS NULL`;

/**
 * The projects that somebody may see, and those whose time they may see. As an array,
 * which PostgreSQL takes to be short: else it would look through all of the workspace.
 */
export const anyOf = select => `ANY (ARRAY(${select}))`;

export const visible = `${projects} AND (p.access = 'open' OR ${memberOf(
  0,
)} OR ${OWNED})`;
export const joined = `${projects} AND (${memberOf(15)} OR ${OWNED})`;
export const all = projects;

/** What statements about somebody's numbers are told. */
export function bindingsOf({ caller, role }, { start, end }, previous) {
  const after = day => new Date(Date.parse(day) + 86_400_000);
  return {
    workspace: workspace_id,
    me: caller.user_ref,
    seesAll: role === 'admin',
    ...{ start, end },
    from: new Date(start),
    to: after(end),
    ...{ start_before: previous.start, end_before: previous.end },
    from_before: new Date(previous.start),
    to_before: after(previous.end),
    first_day: Date.parse(start) / 86_400_000,
    last_day: Date.parse(end) / 86_400_000,
    first_day_before: Date.parse(previous.start) / 86_400_000,
    last_day_before: Date.parse(previous.end) / 86_400_000,
  };
}
