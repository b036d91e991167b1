import { Knex } from 'knex';
import { readInstant } from '../../../database/dialect';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { TimedWork } from './TimerRow';

/** Selects timers or unlogged times, including those on deleted items. */
export function selectTimedWork(
  knex: Knex,
  table: 'timers' | 'unlogged_times',
): Knex.QueryBuilder {
  return knex(table)
    .join('work_items', 'work_items.id', `${table}.work_item_id`)
    .join('projects', 'projects.id', 'work_items.project_id')
    .join('workspaces', 'workspaces.id', `${table}.workspace_id`)
    .select(
      `${table}.*`,
      'work_items.number',
      'work_items.title',
      'work_items.project_id as item_project_id',
      'projects.name as project_name',
      'projects.identifier as project_identifier',
      'projects.access as project_access',
      'workspaces.slug as workspace_slug',
    );
}

/** Converts a row of `selectTimedWork`. */
export function readTimedWork(row: any): TimedWork {
  return {
    id: row.id,
    user_ref: row.user_ref,
    workspace_id: row.workspace_id,
    workspace_slug: row.workspace_slug,
    project_id: row.item_project_id,
    project_name: row.project_name,
    project_identifier: row.project_identifier,
    project_access: row.project_access,
    work_item_id: row.work_item_id,
    identifier: formatItemIdentifier(row.project_identifier, row.number),
    title: row.title,
    started_at: readInstant(row.started_at),
    description: row.description,
    is_billable: Boolean(row.is_billable),
    created_at: readInstant(row.created_at),
  };
}
