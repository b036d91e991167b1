import {
  WorkItem,
  priority,
  Priority,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { NotFoundError } from '@backstage/errors';
import { inListSql } from '../../../database/bulk';
import { readInstant, readOptionalInstant } from '../../../database/dialect';

/** Joins the tables that contain the names and the state group of work items. */
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

/** Converts selected rows to items; loads their assignees and labels with two queries. */
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

/** Formats the identifier of an item: `PAY-42`. */
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

/** A work item as it is stored. */
export type WorkItemRow = WorkItem & {
  workspace_id: string;
  /** Its number in the project. */
  number: number;
  /**
   * When it first entered a started state; null if it never did, or did before this was recorded.
   */
  started_at: string | null;
  /** When the source last changed it, by the newest snapshot; null if it has no source. */
  external_updated_at: string | null;
  /** The digest of that snapshot. */
  external_digest: string | null;
};

/** A work item before and after a change; null before creation and after deletion. */
export interface WorkItemPair {
  before: WorkItemRow | null;
  after: WorkItemRow | null;
  /** The versions in between, oldest first, if the item changed more than once. */
  between?: readonly WorkItemRow[];
}

/** Groups changes of rows by whether they create, change or delete a row. */
export function groupPairs<Row extends { id: string }>(
  pairs: ReadonlyArray<{ before: Row | null; after: Row | null }>,
) {
  return {
    created: pairs.flatMap(({ before, after }) =>
      !before && after ? [after] : [],
    ),
    changed: pairs.flatMap(({ before, after }) =>
      before && after ? [{ before, after }] : [],
    ),
    deletedIds: pairs.flatMap(({ before, after }) =>
      before && !after ? [before.id] : [],
    ),
  };
}

/** Converts a work item to the API's format. */
export function toWorkItemResponse({
  workspace_id: _workspace,
  number: _number,
  started_at: _started,
  external_updated_at: _updated,
  external_digest: _digest,
  ...item
}: WorkItemRow): WorkItem {
  return item;
}

/** Converts a priority to its stored rank; 0 is the most urgent. */
export function getPriorityRank(value: Priority): number {
  return priority.options.indexOf(value);
}

/** Converts a stored rank to a priority. */
export function getPriorityByRank(rank: number): Priority {
  return priority.options[rank];
}

/** The fields that label an item to a user. */
export interface ItemLabel {
  id: string;
  number: number;
  title: string;
}

/** Selects the labels of the live items of a project. */
export function selectItemLabels(
  knex: Knex,
  project_id: string,
): Knex.QueryBuilder {
  return knex('work_items')
    .select('id', 'number', 'title')
    .where({ project_id })
    .whereNull('deleted_at');
}

/** @throws NotFoundError when the item does not exist in the project */
export async function requireItem(
  knex: Knex,
  project_id: string,
  id: string,
): Promise<ItemLabel> {
  const found = await selectItemLabels(knex, project_id).where({ id }).first();
  if (!found) {
    throw new NotFoundError(`There is no work item ${id}`);
  }
  return found;
}
