import {
  IMPORT_UNDO_MINUTES,
  permissions,
  WorkItemImportUndo,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { JsonValue } from '@backstage/types';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  ProjectAccess,
  ProjectRow,
  RequestContext,
} from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { inListSql } from '../../../database/bulk';
import { readInstant, readJson } from '../../../database/dialect';
import { LOWEST_ID } from '../../../database/ids';
import { toNextVersion } from '../../../database/Table';
import { yieldToEventLoop } from '../../../kernel/yielding';
import {
  recordProjectBulkAction,
  WorkItemChanges,
} from '../items/WorkItemChanges';
import { computeProgress } from '../items/buildWorkItem';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { checkReferences } from '../items/WorkItemReferences';
import { WorkItemPair, WorkItemRow } from '../items/WorkItemRow';
import { findProjectItems } from '../items/workItemQueries';
import { lockWork } from '../lockWork';
import { ITEMS_PER_STEP } from './WorkItemImporter';

/** An item that the import created or updated, from the activity log. */
interface ImportedItem {
  /** The id of the activity entry. */
  id: string;
  /** The id of the item. */
  entity_id: string;
  action: 'create' | 'update';
  /** The values before the import, by field. */
  previous: Record<string, unknown>;
}

export class ItemImportUndo {
  constructor(
    private readonly deps: {
      changes: Changes;
      itemChanges: WorkItemChanges;
      audience: ProjectAudience;
    },
  ) {}

  /**
   * Deletes the items that an import created, and restores the fields of the items that it updated.
   * Skips items that have changed since the import, created items with comments or worklogs, and
   * updated items whose previous references are no longer valid. Keeps the labels, cycles and
   * modules that the import created.
   *
   * @throws NotAllowedError when the policy of the portal denies deletions or updates
   * @throws NotFoundError when the project has no such import
   * @throws ConflictError when the import is too old, or the project is archived
   */
  async undo(
    context: RequestContext & ProjectAccess,
    batch_id: string,
  ): Promise<WorkItemImportUndo> {
    const { caller, workspace } = context;
    const scope = { workspace, project: context.project };
    await caller.policy.require(permissions.workItem.delete, scope);
    await caller.policy.require(permissions.workItem.update, scope);
    return this.deps.changes.run(caller, async change => {
      const project = await lockWork(change.tx, context.project.id);
      const importedAt = await this.requireRecent(change, project, batch_id);
      let undone = 0;
      let total = 0;
      for await (const step of listImportedItems(change.tx, batch_id)) {
        const pairs = await this.planStep(change, project, importedAt, step);
        await this.apply(change, pairs);
        undone += pairs.length;
        total += step.length;
      }
      if (undone > 0) {
        recordProjectBulkAction(change, project, 'bulk_update', {
          text: formatCountedNoun(undone, 'work item', 'work items'),
          entity_type: 'work_item',
          changed: undone,
          unchanged: total - undone,
          undone_import: batch_id,
        });
      }
      return { undone, skipped: total - undone };
    });
  }

  /** @returns when the items were imported */
  private async requireRecent(
    { tx, now }: Change,
    project: ProjectRow,
    batch_id: string,
  ): Promise<string> {
    const summary = await tx('activity')
      .where({ batch_id, project_id: project.id, action: 'bulk_import' })
      .first('created_at');
    if (!summary) {
      throw new NotFoundError(`Import ${batch_id} not found`);
    }
    const importedAt = readInstant(summary.created_at);
    if (now - Date.parse(importedAt) > IMPORT_UNDO_MINUTES * 60_000) {
      throw new ConflictError(
        `The import is older than ${IMPORT_UNDO_MINUTES} minutes`,
      );
    }
    return importedAt;
  }

  private async planStep(
    { tx, now }: Change,
    project: ProjectRow,
    importedAt: string,
    step: readonly ImportedItem[],
  ): Promise<WorkItemPair[]> {
    const ids = step.map(({ entity_id }) => entity_id);
    const rows = await findProjectItems(tx, project.id, ids);
    const created = step.filter(({ action }) => action === 'create');
    const createdIds = created.map(({ entity_id }) => entity_id);
    const usedIds = await listUsedItems(tx, createdIds);
    const unchangedById = new Map(
      rows
        .filter(
          ({ id, updated_at }) => updated_at === importedAt && !usedIds.has(id),
        )
        .map(row => [row.id, row]),
    );
    const imported = step.flatMap(item => {
      const before = unchangedById.get(item.entity_id);
      return before ? [{ ...item, before }] : [];
    });
    // Settings, parents and people may have been deleted since the import.
    const { problems, getStateGroup } = await checkReferences(
      tx,
      this.deps.audience,
      project,
      imported.map(({ previous, entity_id, before }) => ({
        references: { state_id: before.state_id, ...previous } as WorkItemPatch,
        fieldPrefix: `${entity_id} `,
        ids: [entity_id],
        assigned: (previous.assignees as string[] | undefined) ?? [],
      })),
    );
    const invalidIds = new Set(
      problems.map(({ field }) => field.split(' ')[0]),
    );
    return imported.flatMap(({ action, previous, before }): WorkItemPair[] => {
      if (action === 'create') {
        return [{ before, after: null }];
      }
      if (invalidIds.has(before.id)) {
        return [];
      }
      const after: WorkItemRow = {
        ...toNextVersion(before, previous, now),
        // Without a digest, the same file can be imported again.
        external_digest: null,
      };
      after.state_group = getStateGroup(after.state_id);
      const importedStarts = [importedAt, before.external_updated_at];
      const isStartedByImport =
        after.state_id !== before.state_id &&
        importedStarts.includes(before.started_at);
      Object.assign(
        after,
        computeProgress(
          {
            state_group: before.state_group,
            started_at: isStartedByImport ? null : before.started_at,
            completed_at: before.completed_at,
          },
          after,
          after.updated_at,
          after.completed_at,
        ),
      );
      return [{ before, after }];
    });
  }

  private async apply(
    change: Change,
    pairs: readonly WorkItemPair[],
  ): Promise<void> {
    const { itemChanges } = this.deps;
    await itemChanges.apply(change, pairs, { detail: true });
    const deletedIds = pairs.flatMap(({ before, after }) =>
      after ? [] : before!.id,
    );
    if (deletedIds.length > 0) {
      await itemChanges.clearParents(change, deletedIds);
      // Without its external id, a deleted item does not prevent another import of the same file.
      await change
        .tx('work_items')
        .whereRaw(...inListSql(change.tx, 'id', deletedIds))
        .update({ external_id: null });
    }
    await change.writeEntries();
  }
}

/** Finds which of the given items have comments or worklogs. Returns their ids. */
async function listUsedItems(
  tx: Knex,
  ids: readonly string[],
): Promise<Set<string>> {
  const find = (table: string): Promise<string[]> =>
    tx(table)
      .distinct('work_item_id')
      .whereRaw(...inListSql(tx, 'work_item_id', ids))
      .whereNull('deleted_at')
      .pluck('work_item_id');
  return ids.length === 0
    ? new Set()
    : new Set([
        ...(await find('work_item_comments')),
        ...(await find('worklogs')),
      ]);
}

/** Lists the items of an import in reverse order, so that sub-items are deleted before parents. */
async function* listImportedItems(
  tx: Knex,
  batch_id: string,
): AsyncGenerator<ImportedItem[]> {
  const entries = tx('activity')
    .select('id', 'entity_id', 'action', 'changes')
    .where({ batch_id, entity_type: 'work_item' })
    .whereIn('action', ['create', 'update'])
    .orderBy('id', 'desc')
    .limit(ITEMS_PER_STEP);
  let rows: any[] = await entries.clone().where('id', '>', LOWEST_ID);
  while (rows.length > 0) {
    yield rows.map(({ id, entity_id, action, changes }) => ({
      id,
      entity_id,
      action,
      previous:
        action === 'create'
          ? {}
          : Object.fromEntries(
              readJson<Array<{ field: string; old_value: JsonValue }>>(
                changes,
              ).map(({ field, old_value }) => [field, old_value]),
            ),
    }));
    await yieldToEventLoop();
    rows = await entries.clone().where('id', '<', rows[rows.length - 1].id);
  }
}
