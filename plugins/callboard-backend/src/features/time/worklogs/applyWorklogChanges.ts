import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { WorkspaceRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import {
  addRepresentedPerson,
  ResourceChange,
} from '../../../changes/ResourceChange';
import { iterateInChunks, iterateInSteps } from '../../../kernel/yielding';
import { readDayPeriods } from '../people/readDayPeriods';
import { WorklogPair, toWorklogResponse, worklogTable } from './WorklogRow';

/**
 * The number of changes stored at a time, so that a large import does not keep the activity entries
 * of all its worklogs in memory.
 */
const PAIRS_PER_BATCH = 1_000;

/**
 * Stores valid changes of worklogs and records activity. The caller locks the people first.
 *
 * @param options - `detail`: records each activity entry as a detail of a bulk action;
 *   `metadata`: additional fields of each activity entry; `sensitive`: fields that are recorded
 *   without their values
 * @returns the changes that differ from the stored worklogs
 */
export async function applyWorklogChanges(
  change: Change,
  pairs: readonly WorklogPair[],
  {
    metadata,
    ...options
  }: Pick<ResourceChange, 'detail' | 'metadata' | 'sensitive'> = {},
): Promise<WorklogPair[]> {
  const changedPairs: WorklogPair[] = [];
  for await (const batch of iterateInChunks(pairs, PAIRS_PER_BATCH)) {
    const changedInBatch: WorklogPair[] = [];
    for await (const pair of iterateInSteps(
      await addPeriodStatuses(change.tx, batch),
    )) {
      const activity = toWorklogActivity(pair, change.actor, metadata);
      if (change.record({ ...activity, ...options })) {
        changedInBatch.push(pair);
      }
    }
    await worklogTable.save(change.tx, changedInBatch, change.now);
    if (batch.length === PAIRS_PER_BATCH) {
      await change.writeEntries();
    }
    changedPairs.push(...changedInBatch);
  }
  return changedPairs;
}

/**
 * Stores changes as one bulk action: a summary entry with a count, and a detail entry for each
 * worklog. A single change is applied without a summary.
 *
 * @param counts - the results of an import. If given, even a single change has a summary, because
 *   the summary triggers the import's notification
 */
export async function applyAsBulkAction(
  change: Change,
  workspace: WorkspaceRow,
  pairs: readonly WorklogPair[],
  action: 'bulk_log' | 'bulk_import',
  counts?: JsonObject,
): Promise<WorklogPair[]> {
  if (pairs.length === 1 && !counts) {
    return applyWorklogChanges(change, pairs);
  }
  const changedPairs = await applyWorklogChanges(change, pairs, {
    detail: true,
  });
  if (changedPairs.length > 0) {
    const deleted = changedPairs.filter(({ after }) => !after).length;
    change.record({
      workspace_id: workspace.id,
      // Project members see only the detail entries, because the summary can span projects.
      visibility: 'people',
      people: [change.actor.user_ref],
      entity_type: 'workspace',
      entity_id: workspace.id,
      entity_label: workspace.name,
      action,
      before: null,
      after: null,
      metadata: {
        text: formatCountedNoun(changedPairs.length, 'entry', 'entries'),
        entity_type: 'worklog',
        changed: changedPairs.length,
        ...(deleted > 0 ? { deleted } : {}),
        ...counts,
      },
    });
  }
  return changedPairs;
}

/** Adds to each change the status of the period that contains its day. */
async function addPeriodStatuses(
  tx: Knex,
  pairs: readonly WorklogPair[],
): Promise<WorklogPair[]> {
  const rows = pairs.flatMap(({ after }) => after ?? []);
  if (rows.length === 0) {
    return [...pairs];
  }
  const [{ workspace_id }] = rows;
  const getPeriod = await readDayPeriods(tx, workspace_id, rows);
  return pairs.map(({ before, after }) => ({
    before,
    after: after && {
      ...after,
      period_status: getPeriod(after)?.status ?? 'open',
    },
  }));
}

/**
 * Fields that the `changes` of an activity entry omit: the entry's label already shows the item,
 * and only actions on a period change the period status.
 */
const derived = ['work_item', 'period_status'];

/** @param metadata - additional fields; `on_behalf_of` is added here */
export function toWorklogActivity(
  { before, after }: WorklogPair,
  actor: { user_ref: string },
  metadata?: ResourceChange['metadata'],
): ResourceChange<'worklog'> {
  const row = (after ?? before)!;
  return {
    workspace_id: row.workspace_id,
    project_id: row.project_id,
    visibility: 'project_members',
    entity_type: 'worklog',
    entity_id: row.id,
    entity_label: `${row.identifier} ${row.title}`,
    before: before && toWorklogResponse(before),
    after: after && toWorklogResponse(after),
    derived,
    metadata: addRepresentedPerson(metadata, actor, row.logged_by),
  };
}
