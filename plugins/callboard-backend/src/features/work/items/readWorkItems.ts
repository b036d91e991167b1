import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { readInstant, readOptionalInstant } from '../../../database/dialect';
import { getPriorityByRank } from './priorities';
import { WorkItemRow } from './WorkItemRow';

/** Joins the tables that a work item row takes names from. */
export function joinWorkItemNames(items: Knex.QueryBuilder): Knex.QueryBuilder {
  return items
    .join('projects', 'projects.id', 'work_items.project_id')
    .join('work_states', 'work_states.id', 'work_items.state_id')
    .select(
      'work_items.*',
      'projects.identifier as project_identifier',
      'work_states.group as state_group',
    );
}

/** Selects the live work items, with joined names. */
export function selectWorkItems(knex: Knex): Knex.QueryBuilder {
  return joinWorkItemNames(
    knex('work_items').whereNull('work_items.deleted_at'),
  );
}

/** Reads assignees and labels of selected rows, with two more queries in total. */
export async function readWorkItems(
  knex: Knex,
  rows: readonly any[],
): Promise<WorkItemRow[]> {
  const ids = rows.map(({ id }) => id);
  const assignees = await readItemValues(
    knex,
    'work_item_assignees',
    'user_ref',
    ids,
  );
  const labels = await readItemValues(
    knex,
    'work_item_labels',
    'label_id',
    ids,
  );
  return rows.map(row => ({
    id: row.id,
    workspace_id: row.workspace_id,
    project_id: row.project_id,
    number: row.number,
    identifier: formatItemIdentifier(row.project_identifier, row.number),
    title: row.title,
    description: row.description,
    state_id: row.state_id,
    state_group: row.state_group,
    priority: getPriorityByRank(row.priority),
    assignees: assignees(row.id),
    labels: labels(row.id),
    estimate_points: row.estimate_points,
    estimate_time: row.estimate_time,
    cycle_id: row.cycle_id,
    module_id: row.module_id,
    start_date: row.start_date,
    target_date: row.target_date,
    parent_id: row.parent_id,
    sort_order: row.sort_order,
    created_by: row.created_by,
    started_at: readOptionalInstant(row.started_at),
    completed_at: readOptionalInstant(row.completed_at),
    archived_at: readOptionalInstant(row.archived_at),
    is_draft: Boolean(row.is_draft),
    source: row.source,
    external_id: row.external_id,
    external_url: row.external_url,
    external_updated_at: readOptionalInstant(row.external_updated_at),
    external_digest: row.external_digest,
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  }));
}

/** The identifier of an item: `PAY-42`. */
export function formatItemIdentifier(
  projectIdentifier: string,
  number: number,
): string {
  return `${projectIdentifier}-${number}`;
}

async function readItemValues(
  knex: Knex,
  table: string,
  column: string,
  ids: readonly string[],
): Promise<(id: string) => string[]> {
  const rows =
    ids.length === 0
      ? []
      : await knex(table)
          .select('work_item_id', column)
          .whereRaw(...inListSql(knex, 'work_item_id', ids));
  const byItem = groupBy(rows, 'work_item_id');
  // Sorted here and not by the database, because stored values are compared in this order.
  return id => (byItem[id] ?? []).map((row: any) => row[column]).sort();
}
