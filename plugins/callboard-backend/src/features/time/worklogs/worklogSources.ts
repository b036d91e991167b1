import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { readInstant } from '../../../database/dialect';
import { SourceKey } from '../../work/ingest/readSnapshots';
import { hiddenDigests } from '../../work/items/WorkItemRow';
import { readWorklog, selectWorklogs, WorklogRow } from './WorklogRow';

/** A worklog of a source, and the id of the Callboard worklog created from it. */
export interface SourceWorklog {
  external_id: string;
  /** Null once the source has deleted its worklog. */
  worklog_id: string | null;
  external_updated_at: string;
  external_digest: string;
}

type SourceWorklogRow = Omit<SourceWorklog, 'external_updated_at'> & {
  external_updated_at: Date | number;
};

/** The stored resources to which snapshots of worklogs refer. */
export interface StoredWorklogs {
  /** By external id. */
  sourceWorklogs: ReadonlyMap<string, SourceWorklog>;
  /** By id, without deleted ones. */
  worklogs: ReadonlyMap<string, WorklogRow>;
  /** The ids of items that are not deleted, by external id. */
  itemIds: ReadonlyMap<string, string>;
}

/** Finds worklogs and their items by the ids that a source gave them. */
export async function findWorklogSources(
  tx: Knex.Transaction,
  key: SourceKey,
  externalIds: { worklogs: readonly string[]; items: readonly string[] },
): Promise<StoredWorklogs> {
  const sourceRows: SourceWorklogRow[] = await tx('worklog_sources')
    .where(key)
    .whereIn('external_id', uniq(externalIds.worklogs));
  const rows: any[] = await selectWorklogs(tx).whereRaw(
    ...inListSql(
      tx,
      'worklogs.id',
      sourceRows.flatMap(({ worklog_id }) => worklog_id ?? []),
    ),
  );
  const items: any[] = await tx('work_items')
    .select('id', 'external_id')
    .where(key)
    .whereIn('external_id', uniq(externalIds.items))
    .whereNull('deleted_at');
  return {
    sourceWorklogs: new Map(
      sourceRows.map(row => [
        row.external_id,
        { ...row, external_updated_at: readInstant(row.external_updated_at) },
      ]),
    ),
    worklogs: new Map(rows.map(row => [row.id, readWorklog(row)])),
    itemIds: new Map(items.map(({ id, external_id }) => [external_id, id])),
  };
}

/** Returns the ids of the given items whose contents are hidden. */
export async function findHiddenItemIds(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const hiddenIds: string[] = await tx('work_items')
    .whereIn('external_digest', hiddenDigests)
    .whereRaw(...inListSql(tx, 'id', ids))
    .pluck('id');
  return new Set(hiddenIds);
}

/** Lists the worklogs of a source that have a description and belong to hidden items. */
export async function listDescribedWorklogs(
  tx: Knex.Transaction,
  key: SourceKey,
  work_item_external_ids: readonly string[],
): Promise<WorklogRow[]> {
  const items = tx('work_items')
    .select('id')
    .where(key)
    .whereIn('external_digest', hiddenDigests)
    .whereIn('external_id', [...work_item_external_ids]);
  const rows = await selectWorklogs(tx)
    .whereIn('worklogs.work_item_id', items)
    .whereExists(
      tx('worklog_sources')
        .where(key)
        .whereRaw('worklog_sources.worklog_id = worklogs.id'),
    )
    .whereNotNull('worklogs.description');
  return rows.map(readWorklog);
}

/** Forgets the digests of worklogs, so that the source can send the same snapshots again. */
export async function resetWorklogSources(
  tx: Knex.Transaction,
  key: SourceKey,
  worklog_ids: readonly string[],
): Promise<void> {
  await tx('worklog_sources')
    .where(key)
    .whereRaw(...inListSql(tx, 'worklog_id', worklog_ids))
    .update({ external_digest: '' });
}

export async function saveWorklogSources(
  tx: Knex.Transaction,
  key: SourceKey,
  sources: readonly SourceWorklog[],
): Promise<void> {
  if (sources.length > 0) {
    await tx('worklog_sources')
      .insert(
        sources.map(source => ({
          ...key,
          ...source,
          external_updated_at: new Date(source.external_updated_at),
        })),
      )
      .onConflict(['workspace_id', 'source', 'external_id'])
      .merge();
  }
}
