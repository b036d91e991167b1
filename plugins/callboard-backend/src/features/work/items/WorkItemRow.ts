import {
  WorkItem,
  priority,
  Priority,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { NotFoundError } from '@backstage/errors';
import { inListSql } from '../../../database/bulk';
import { Table } from '../../../database/Table';
import { normaliseForSearch } from '../../../database/text';

export const workItemTable = new Table<WorkItemRow>(
  'work_items',
  {
    id: 'text',
    workspace_id: 'text',
    project_id: 'text',
    number: 'number',
    identifier: 'joined',
    title: 'text',
    description: 'text',
    state_id: 'text',
    state_group: 'joined',
    priority: { read: getPriorityByRank, write: getPriorityRank },
    assignees: 'joined',
    labels: 'joined',
    estimate_points: 'number',
    estimate_time: 'number',
    cycle_id: 'text',
    module_id: 'text',
    start_date: 'text',
    target_date: 'text',
    parent_id: 'text',
    sort_order: 'number',
    created_by: 'text',
    started_at: 'instant',
    completed_at: 'instant',
    archived_at: 'instant',
    is_draft: 'boolean',
    source: 'text',
    external_id: 'text',
    external_url: 'text',
    external_updated_at: 'instant',
    external_digest: 'text',
    external_parent_id: 'text',
    external_state: 'text',
    version: 'number',
    created_at: 'instant',
    updated_at: 'instant',
  },
  ({ title }) => ({ search_text: normaliseForSearch(title) }),
);

/** Joins the tables that contain the project identifier and the state group of work items. */
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

/** Selects the work items that are not deleted, with joined names. */
export function selectWorkItems(knex: Knex): Knex.QueryBuilder {
  return joinWorkItemNames(workItemTable.select(knex));
}

/** Finds the items of any project by id and skips missing ones. */
export async function findWorkItems(
  knex: Knex,
  ids: readonly string[],
): Promise<WorkItemRow[]> {
  const rows = await selectWorkItems(knex).whereRaw(
    ...inListSql(knex, 'work_items.id', ids),
  );
  return readWorkItems(knex, rows);
}

/** Converts selected rows to items; loads their assignees and labels with two queries. */
export async function readWorkItems(
  knex: Knex,
  rows: readonly any[],
): Promise<WorkItemRow[]> {
  const ids = rows.map(({ id }) => id);
  const getAssignees = await readItemValues(
    knex,
    'work_item_assignees',
    'user_ref',
    ids,
  );
  const getLabels = await readItemValues(
    knex,
    'work_item_labels',
    'label_id',
    ids,
  );
  return rows.map(row => ({
    ...workItemTable.read(row),
    identifier: formatItemIdentifier(row.project_identifier, row.number),
    assignees: getAssignees(row.id),
    labels: getLabels(row.id),
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
  // Sorts here, because comparisons with new values rely on this order, and the order of the
  // database can differ.
  return id => (byItem[id] ?? []).map((row: any) => row[column]).sort();
}

export type WorkItemRow = WorkItem & {
  workspace_id: string;
  number: number;
  /**
   * When the item first entered a started state; null if it never did, or did so before Callboard
   * recorded starts.
   */
  started_at: string | null;
  /** When the source last changed the item, according to the newest snapshot; null if unknown. */
  external_updated_at: string | null;
  external_digest: string | null;
  /** The external id of the parent at the source, even if the parent is not ingested. */
  external_parent_id: string | null;
  /** The normalised name of the state at the source. */
  external_state: string | null;
};

/**
 * The digest of an item that its source hides. It sorts after the other digests, so that only a newer
 * snapshot shows the contents again.
 */
export const HIDDEN_DIGEST = 'hidden';

/**
 * The digest of an item that is stored in an open project without its contents, because the source
 * sent it for a secret project. Once the access of these projects has changed, the same snapshot
 * shows the contents again.
 */
export const EXPOSED_DIGEST = 'exposed';

export const hiddenDigests: readonly string[] = [HIDDEN_DIGEST, EXPOSED_DIGEST];

export function hasHiddenContents(
  item: { external_digest: string | null } | null | undefined,
): boolean {
  return hiddenDigests.includes(item?.external_digest ?? '');
}

/** A work item before and after a change; null before creation and after deletion. */
export interface WorkItemPair {
  before: WorkItemRow | null;
  after: WorkItemRow | null;
  /** The versions in between, oldest first, if the item changed more than once. */
  between?: readonly WorkItemRow[];
}

export function toWorkItemResponse({
  workspace_id: _workspace,
  number: _number,
  started_at: _started,
  external_updated_at: _updated,
  external_digest: _digest,
  external_parent_id: _parent,
  external_state: _state,
  ...item
}: WorkItemRow): WorkItem {
  return item;
}

/** Converts a priority to its stored rank; 0 is the most urgent. */
export function getPriorityRank(value: Priority): number {
  return priority.options.indexOf(value);
}

export function getPriorityByRank(rank: number): Priority {
  return priority.options[rank];
}

/** The fields that identify an item to a user. */
export type ItemSummary = Pick<WorkItemRow, 'id' | 'number' | 'title'>;

/** Selects the items of a project that are not deleted. */
export function selectItemSummaries(
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
): Promise<ItemSummary> {
  const found = await selectItemSummaries(knex, project_id)
    .where({ id })
    .first();
  if (!found) {
    throw new NotFoundError(`Work item ${id} not found`);
  }
  return found;
}
