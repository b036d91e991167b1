import { IngestionResult } from '@callboard/plugin-callboard-common';

/** The stored rows of a source, by external id. */
export interface KnownRows<Row> {
  live: ReadonlyMap<string, Row>;
  /** The ids of rows that were deleted at the source or in Callboard; they are never restored. */
  deleted: ReadonlySet<string>;
}

/** The result of applying one snapshot. */
export interface IngestOutcome {
  status: IngestionResult['status'];
  reason?: string;
}

/** The rows of a source, to which snapshots are applied one by one. */
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

  /** Returns the external ids that are newly known to be deleted. */
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
