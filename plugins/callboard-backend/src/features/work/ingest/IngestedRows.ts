import { IngestionResult } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition } from 'lodash';
import { Change } from '../../../changes/Changes';
import { SourceKey } from './readSnapshots';

/** The stored rows of a source, by external id. */
export interface KnownRows<Row> {
  live: ReadonlyMap<string, Row>;
  /** The ids of rows that were deleted at the source or in Callboard; they are never restored. */
  deleted: ReadonlySet<string>;
}

/** A resource with a table of rows, and a table of tombstones: the external ids of deleted rows. */
type IngestedResource = 'work_item' | 'work_item_comment';

/**
 * Finds the live rows of a source by external id, and the ids that belong to deleted resources.
 *
 * @param query - selects rows of the resource, including deleted ones
 * @param readRows - converts selected rows
 */
export async function findKnownRows<Row extends { external_id: string | null }>(
  tx: Knex,
  resource: IngestedResource,
  source: SourceKey,
  external_ids: readonly string[],
  query: Knex.QueryBuilder,
  readRows: (tx: Knex, rows: readonly any[]) => Promise<Row[]>,
): Promise<KnownRows<Row>> {
  const rows: any[] = await query
    .where(`${resource}s.workspace_id`, source.workspace_id)
    .where(`${resource}s.source`, source.source)
    .whereIn(`${resource}s.external_id`, [...external_ids]);
  const [live, deleted] = partition(rows, row => row.deleted_at === null);
  const tombstones: string[] = await tx(`${resource}_tombstones`)
    .where(source)
    .whereIn('external_id', [...external_ids])
    .pluck('external_id');
  const liveRows = await readRows(tx, live);
  return {
    live: new Map(liveRows.map(row => [row.external_id!, row])),
    deleted: new Set([
      ...tombstones,
      ...deleted.map(({ external_id }) => external_id),
    ]),
  };
}

/** Stores tombstones of deleted resources, so that the resources are never ingested again. */
export async function addTombstones(
  { tx, now }: Pick<Change, 'tx' | 'now'>,
  resource: IngestedResource,
  source: SourceKey,
  external_ids: readonly string[],
): Promise<void> {
  if (external_ids.length > 0) {
    await tx(`${resource}_tombstones`)
      .insert(
        external_ids.map(external_id => ({
          ...source,
          external_id,
          deleted_at: new Date(now),
        })),
      )
      .onConflict(['workspace_id', 'source', 'external_id'])
      .ignore();
  }
}

export interface IngestOutcome {
  status: IngestionResult['status'];
  reason?: string;
}

/** The rows of a source. Subclasses apply snapshots to them one by one. */
export class IngestedRows<Row> {
  protected readonly before: Map<string, Row>;
  protected readonly current: Map<string, Row>;
  readonly #deleted: Set<string>;
  readonly #newlyDeleted = new Set<string>();

  constructor({ live, deleted }: KnownRows<Row>) {
    this.before = new Map(live);
    this.current = new Map(live);
    this.#deleted = new Set(deleted);
  }

  /** Finds a row as it is after the applied snapshots. */
  find(external_id: string): Row | undefined {
    return this.current.get(external_id);
  }

  /** Returns each changed row before and after, and each new row. */
  getChangedPairs(): Array<{ before: Row | null; after: Row | null }> {
    const created = [...this.current]
      .filter(([external_id]) => !this.before.has(external_id))
      .map(([, after]) => ({ before: null, after }));
    const changed = [...this.before].map(([external_id, before]) => ({
      before,
      after: this.current.get(external_id) ?? null,
    }));
    return [
      ...created,
      ...changed.filter(({ before, after }) => before !== after),
    ];
  }

  getNewlyDeletedIds(): string[] {
    return [...this.#newlyDeleted];
  }

  protected isDeleted(external_id: string): boolean {
    return this.#deleted.has(external_id);
  }

  protected markDeleted(external_id: string): void {
    this.#deleted.add(external_id);
    this.#newlyDeleted.add(external_id);
  }
}
