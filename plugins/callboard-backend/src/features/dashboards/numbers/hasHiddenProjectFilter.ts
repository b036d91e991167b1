import { WidgetFilters } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import {
  selectHiddenProjects,
  ProjectViewer,
} from '../../../access/visibility/whereProjectVisible';
import { ProjectQuery } from './sources/selectCountedProjects';

/** The tables of the resources in filters that belong to a project. */
const ofProjects = {
  states: 'work_states',
  labels: 'work_labels',
  cycles: 'work_cycles',
  modules: 'work_modules',
  work_item_ids: 'work_items',
} as const satisfies Partial<Record<keyof WidgetFilters, string>>;

/**
 * Whether the filters of a query name existing projects hidden from the viewer, or resources of
 * one.
 */
export async function hasHiddenProjectFilter(
  knex: Knex,
  { workspace_id, filters }: ProjectQuery,
  viewer: ProjectViewer,
): Promise<boolean> {
  const named = buildNamedProjectConditions(knex, filters);
  if (named.length === 0 || viewer.sees_all) {
    return false;
  }
  const unseen = await selectHiddenProjects(knex, workspace_id, viewer)
    .whereNull('projects.deleted_at')
    .where(any =>
      named.forEach(([sql, bindings]) => any.orWhereRaw(sql, bindings)),
    )
    .first();
  return unseen !== undefined;
}

/** SQL conditions for projects that the filters name, or that have a resource they name. */
function buildNamedProjectConditions(
  knex: Knex,
  filters: WidgetFilters,
): Array<[sql: string, bindings: Knex.RawBinding[]]> {
  const conditions = filters.project_ids
    ? [inListSql(knex, 'projects.id', filters.project_ids)]
    : [];
  for (const [name, table] of Object.entries(ofProjects)) {
    const ids = filters[name as keyof typeof ofProjects]?.filter(
      (id): id is string => id !== null,
    );
    if (ids?.length) {
      const [isNamed, bindings] = inListSql(knex, 'id', ids);
      conditions.push([
        `projects.id IN (SELECT project_id FROM ${table} WHERE ${isNamed})`,
        bindings,
      ]);
    }
  }
  return conditions;
}
