import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { Insertion, isOneOf } from '../database/bulk';
import { readJson } from '../database/dialect';

/** How far an entry has come. */
export type OutboxStage =
  /** Committed; nobody was told. */
  | 'new'
  /** Subscribers inside the database are done; those outside are not. */
  | 'applied'
  /** Only deliveries that failed are left. */
  | 'retrying';

/** An entry as the relay reads it. */
export interface OutboxEntry {
  seq: number;
  /** Entries of one entity have one key; they are handed on in order. */
  entity_key: string;
  change: ChangeEvent;
  created_at: Date | number | string;
}

/** The table of changes that still have to be handed on. */
export class Outbox {
  /** Changes as they are inserted, in the transaction that makes them. */
  insertionOf(changes: ChangeEvent[], now: number): Insertion {
    return {
      table: 'outbox',
      rows: changes.map(change => ({
        change: change as unknown as JsonObject,
        entity_key: `${change.entity_type}:${change.entity_id}`,
        stage: 'new',
        created_at: new Date(now),
      })),
    };
  }

  /** The oldest entries of a stage. */
  async read(
    knex: Knex,
    stage: OutboxStage,
    limit: number,
  ): Promise<OutboxEntry[]> {
    const rows = await knex('outbox')
      .select('seq', 'change', 'entity_key', 'created_at')
      .where({ stage })
      .orderBy('seq')
      .limit(limit);
    return rows.map(toEntry);
  }

  /** Entries by their numbers, oldest first. */
  async readBySeq(knex: Knex, seqs: number[]): Promise<OutboxEntry[]> {
    const rows = await knex('outbox').whereIn('seq', seqs).orderBy('seq');
    return rows.map(toEntry);
  }

  /**
   * Moves entries on to the next stage.
   *
   * @returns how many were still in the stage they were expected in
   */
  async advance(
    tx: Knex,
    seqs: number[],
    from: OutboxStage,
    to: OutboxStage,
  ): Promise<number> {
    return tx('outbox')
      .whereRaw(...isOneOf(tx, 'seq', seqs, 'bigint'))
      .where({ stage: from })
      .update({ stage: to });
  }

  /** Removes the entries that no failed delivery needs any more. */
  async removeDone(tx: Knex, seqs: number[]): Promise<void> {
    await tx('outbox')
      .whereRaw(...isOneOf(tx, 'seq', seqs, 'bigint'))
      .whereNotExists(
        tx('outbox_failures')
          .select(tx.raw('1'))
          .whereRaw('outbox_failures.seq = outbox.seq'),
      )
      .delete();
  }
}

function toEntry(row: any): OutboxEntry {
  return {
    seq: Number(row.seq),
    entity_key: row.entity_key,
    change: readJson<JsonObject>(row.change) as unknown as ChangeEvent,
    created_at: row.created_at,
  };
}
