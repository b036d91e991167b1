import {
  ChangeAction,
  StateGroup,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { partition, uniq } from 'lodash';
import { Knex } from 'knex';
import { Change } from '../../../changes/Changes';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { diff, ResourceChange } from '../../../changes/ResourceChange';
import { ProjectRow } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { iterateInChunks } from '../../../kernel/yielding';
import {
  findWorkItems,
  hasHiddenContents,
  WorkItemPair,
  WorkItemRow,
  toWorkItemResponse,
} from './WorkItemRow';
import {
  listItemIdsWith,
  saveItems,
  saveSnapshotFields,
} from './workItemQueries';
import { patchWorkItem } from './buildWorkItem';

/** Fields that are not recorded, because they follow from the state. */
const derived = ['state_group'];

/** Fields that are recorded without their values when an item is hidden. */
const contentFields = [
  'title',
  'description',
  'labels',
  'cycle_id',
  'module_id',
  'estimate_points',
  'estimate_time',
  'start_date',
  'target_date',
  'external_url',
];

/** Builds the activity entry of an item that was created, changed or deleted. */
function toWorkItemActivity({ before, after }: WorkItemPair): ResourceChange {
  const { id, workspace_id, project_id, identifier, title } = (after ??
    before)!;
  return {
    workspace_id,
    project_id,
    visibility: 'project' as const,
    entity_type: 'work_item',
    entity_id: id,
    entity_label: `${identifier} ${title}`,
    before: before && toWorkItemResponse(before),
    after: after && toWorkItemResponse(after),
    derived,
    // Otherwise the change that hides these fields would send them to webhooks once more.
    sensitive:
      hasHiddenContents(after) && !hasHiddenContents(before)
        ? contentFields
        : [],
  };
}

export function isVisiblyChanged(
  before: WorkItemRow,
  after: WorkItemRow,
): boolean {
  const [oldFields, newFields] = [before, after].map(toWorkItemResponse);
  return diff(oldFields, newFields, { derived }).length > 0;
}

/** The reference fields of items, with the table and column of their names. */
const referenceFields = [
  { field: 'state_id', table: 'work_states', id: 'id', name: 'name' },
  { field: 'cycle_id', table: 'work_cycles', id: 'id', name: 'name' },
  { field: 'module_id', table: 'work_modules', id: 'id', name: 'name' },
  { field: 'parent_id', table: 'work_items', id: 'id', name: 'title' },
  { field: 'labels', table: 'work_labels', id: 'id', name: 'name' },
  {
    field: 'assignees',
    table: 'people',
    id: 'user_ref',
    name: 'display_name',
  },
] as const;

const getColumnType = (id: (typeof referenceFields)[number]['id']) =>
  id === 'id' ? 'uuid' : 'text';

/**
 * Resolves the names of the records and people that item changes refer to, with at most
 * one query.
 *
 * @param known - names that are already resolved
 */
async function listFieldNames(
  knex: Knex,
  pairs: readonly WorkItemPair[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const rows = pairs.flatMap(({ before, after }) =>
    [before, after].filter((row): row is WorkItemRow => row !== null),
  );
  const queries = referenceFields.flatMap(({ field, table, id, name }) => {
    const ids = uniq(rows.flatMap(row => row[field] ?? [])).filter(
      value => !known.has(value),
    );
    return ids.length > 0
      ? [
          knex(table)
            .select(knex.raw('CAST(?? AS text) AS id', [id]), { name })
            .whereRaw(...inListSql(knex, id, ids, getColumnType(id))),
        ]
      : [];
  });
  const found = queries.length > 0 ? await knex.unionAll(queries) : [];
  const names = new Map(known);
  found.forEach(({ id, name }: any) => names.set(id, name));
  return names;
}

type ProjectBulkAction = Exclude<ChangeAction<'project'>, 'create' | 'update'>;

/** Records the summary of a bulk action in a project, such as an import of items. */
export function recordProjectBulkAction(
  change: Change,
  { id, workspace_id, name }: ProjectRow,
  action: ProjectBulkAction,
  metadata: ResourceChange['metadata'],
): void {
  change.record({
    workspace_id,
    project_id: id,
    action,
    visibility: 'project',
    entity_type: 'project',
    entity_id: id,
    entity_label: name,
    before: null,
    after: null,
    metadata,
  });
}

/** The number of items per batch. One change can affect a hundred thousand items. */
const ITEMS_PER_BATCH = 500;

export interface ItemStore {
  saveItems: typeof saveItems;
  saveSnapshotFields: typeof saveSnapshotFields;
}

/** Applies all changes to items: stores their rows and records their activity entries. */
export class WorkItemChanges {
  constructor(
    private readonly store: ItemStore = { saveItems, saveSnapshotFields },
    private readonly resolveNames: typeof listFieldNames = listFieldNames,
  ) {}

  /**
   * Stores changes to items, within a change that has locked their project (see `lockWork`). For
   * items whose recorded fields have not changed, stores only the fields about the newest snapshot.
   *
   * @param options - `detail`: records each item as a detail of another change; `names`: names that
   * are already resolved; `metadata`: additional metadata of each activity entry
   * @returns the number of changed items
   */
  async apply(
    change: Change,
    pairs: readonly WorkItemPair[],
    options: {
      detail?: boolean;
      names?: ReadonlyMap<string, string>;
      metadata?: ResourceChange['metadata'];
    } = {},
  ): Promise<number> {
    const { detail, metadata } = options;
    const names = await this.resolveNames(change.tx, pairs, options.names);
    const [changed, unchanged] = partition(pairs, pair =>
      change.record({ ...toWorkItemActivity(pair), names, detail, metadata }),
    );
    await this.store.saveItems(change.tx, changed, change.now);
    await this.store.saveSnapshotFields(change.tx, unchanged);
    return changed.length;
  }

  /**
   * Patches items as part of the change of another resource, such as a setting. Records the patches
   * as details of that change, and writes the entries recorded so far after each batch of items.
   *
   * @param ids - the ids of the items
   * @param getStateGroup - returns the group of a state in a patch; required if patches set states
   */
  async patch(
    change: Change,
    ids: readonly string[],
    buildPatch: (item: WorkItemRow) => WorkItemPatch,
    getStateGroup?: (state_id: string) => StateGroup,
  ): Promise<void> {
    await this.changeEach(change, ids, before =>
      patchWorkItem(
        before,
        buildPatch(before),
        getStateGroup ?? (() => before.state_group),
        change.now,
      ),
    );
  }

  /**
   * Changes items like `patch`.
   *
   * @param buildAfter - returns the changed item, or the item itself if it stays the same
   */
  async changeEach(
    change: Change,
    ids: readonly string[],
    buildAfter: (before: WorkItemRow) => WorkItemRow,
  ): Promise<void> {
    for await (const batch of iterateInChunks(ids, ITEMS_PER_BATCH)) {
      const items = await findWorkItems(change.tx, batch);
      const pairs = items.map(before => ({
        before,
        after: buildAfter(before),
      }));
      await this.apply(change, pairs, { detail: true });
      await change.writeEntries();
    }
  }

  /** Clears the parent of the sub-items of deleted items. */
  async clearParents(
    change: Change,
    deletedIds: readonly string[],
  ): Promise<void> {
    if (deletedIds.length > 0) {
      const childIds = await listItemIdsWith(
        change.tx,
        'parent_id',
        deletedIds,
      );
      await this.patch(change, childIds, () => ({ parent_id: null }));
    }
  }

  /**
   * Applies changes as one bulk action: records a summary with counts and a detail for each item.
   * Records a single ingested item, the most common case, without a summary.
   *
   * @returns the number of changed items
   */
  async applyAsBulkAction(
    change: Change,
    pairs: readonly WorkItemPair[],
    bulkAction: {
      project: ProjectRow;
      action: ProjectBulkAction;
      metadata?: ResourceChange['metadata'];
      names?: ReadonlyMap<string, string>;
    },
  ): Promise<number> {
    const { project, action, names, metadata } = bulkAction;
    if (pairs.length === 1 && action === 'ingest') {
      return this.apply(change, pairs, { names, metadata });
    }
    const changed = await this.apply(change, pairs, { detail: true, names });
    if (changed > 0) {
      recordProjectBulkAction(change, project, action, {
        text: formatCountedNoun(changed, 'work item', 'work items'),
        entity_type: 'work_item',
        ...metadata,
        changed,
        unchanged: pairs.length - changed,
      });
    }
    return changed;
  }
}
