import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { readInstant } from '../../../database/dialect';
import { readWorklog, selectWorklogs, WorklogRow } from './WorklogRow';

/** Selects the worklogs of a source in a workspace. */
export interface WorklogSourceKey {
  workspace_id: string;
  source: string;
}

/** A worklog of a source, and the worklog created from it. */
export interface WorklogSource {
  external_id: string;
  /** Null once the source has deleted it. */
  worklog_id: string | null;
  external_updated_at: string;
  external_digest: string;
}

/** The stored resources to which snapshots of worklogs refer. */
export interface StoredWorklogs {
  /** By external id. */
  sources: ReadonlyMap<string, WorklogSource>;
  /** By id, without deleted ones. */
  worklogs: ReadonlyMap<string, WorklogRow>;
  /** The ids of items that are not deleted, by external id. */
  itemIds: ReadonlyMap<string, string>;
}

/** Finds worklogs and their items by the ids that a source gave them. */
export async function findWorklogSources(
  tx: Knex.Transaction,
  key: WorklogSourceKey,
  externalIds: { worklogs: readonly string[]; items: readonly string[] },
): Promise<StoredWorklogs> {
  const sources: any[] = await tx('worklog_sources')
    .where(key)
    .whereIn('external_id', uniq(externalIds.worklogs));
  const rows: any[] = await selectWorklogs(tx).whereRaw(
    ...inListSql(
      tx,
      'worklogs.id',
      sources.flatMap(({ worklog_id }) => worklog_id ?? []),
    ),
  );
  const items: any[] = await tx('work_items')
    .select('id', 'external_id')
    .where(key)
    .whereIn('external_id', uniq(externalIds.items))
    .whereNull('deleted_at');
  return {
    sources: new Map(
      sources.map(row => [
        row.external_id,
        {
          external_id: row.external_id,
          worklog_id: row.worklog_id,
          external_updated_at: readInstant(row.external_updated_at),
          external_digest: row.external_digest,
        },
      ]),
    ),
    worklogs: new Map(rows.map(row => [row.id, readWorklog(row)])),
    itemIds: new Map(items.map(({ id, external_id }) => [external_id, id])),
  };
}

/** Stores the newest states of worklogs of a source. */
export async function saveWorklogSources(
  tx: Knex.Transaction,
  key: WorklogSourceKey,
  sources: readonly WorklogSource[],
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
