import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition } from 'lodash';
import { Insertion, isOneOf } from '../database/bulk';
import { readInstant, readJson } from '../database/dialect';
import { ActivityRow } from '../features/activity/ActivityLog';

/** How far an entry has come. */
export type OutboxStage =
  /** Committed; nobody was told. */
  | 'new'
  /** Subscribers inside the database are done; those outside are not. */
  | 'applied'
  /** Only dispatches that failed are left. */
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
  /** Entries for traces, inserted in the transaction that leaves them. */
  insertionOf(traces: readonly ActivityRow[], now: number): Insertion {
    return {
      table: 'outbox',
      rows: traces.map(({ id, entity_type, entity_id }) => ({
        activity_id: id,
        entity_key: `${entity_type}:${entity_id}`,
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
    return withChanges(
      knex,
      await knex('outbox').where({ stage }).orderBy('seq').limit(limit),
    );
  }

  /** Entries by their numbers, oldest first. */
  async readBySeq(knex: Knex, seqs: number[]): Promise<OutboxEntry[]> {
    return withChanges(
      knex,
      await knex('outbox').whereIn('seq', seqs).orderBy('seq'),
    );
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

  /** Removes the entries that no failed dispatch needs any more. */
  async removeDone(tx: Knex, seqs: number[]): Promise<void> {
    await tx('outbox')
      .whereRaw(...isOneOf(tx, 'seq', seqs, 'bigint'))
      .whereNotExists(
        tx('outbox_dispatches')
          .select(tx.raw('1'))
          .whereRaw('outbox_dispatches.seq = outbox.seq'),
      )
      .delete();
  }
}

/** What of a trace is told. */
const toldColumns = [
  'id',
  'workspace_id',
  'user_id',
  'action',
  'entity_type',
  'entity_id',
  'entity_label',
  'changes',
  'batch_id',
  'is_detail',
  'created_at',
] as const;

/**
 * Adds what changed, as the log has it: two queries, for it has partitions. What
 * somebody has removed from the log can be told to nobody any more: its entry is
 * forgotten.
 */
async function withChanges(
  knex: Knex,
  entries: readonly any[],
): Promise<OutboxEntry[]> {
  const traces: any[] =
    entries.length === 0
      ? []
      : await knex('activity')
          .select(toldColumns)
          .whereRaw(
            ...isOneOf(
              knex,
              'id',
              entries.map(({ activity_id }) => activity_id),
            ),
          );
  const byId = new Map(traces.map(trace => [trace.id, toEvent(trace)]));
  const [told, lost] = partition(entries, ({ activity_id }) =>
    byId.has(activity_id),
  );
  if (lost.length > 0) {
    const seqs = lost.map(({ seq }) => Number(seq));
    await knex('outbox')
      .whereRaw(...isOneOf(knex, 'seq', seqs, 'bigint'))
      .delete();
  }
  return told.map(({ seq, entity_key, activity_id, created_at }) => ({
    seq: Number(seq),
    entity_key,
    change: byId.get(activity_id)!,
    created_at,
  }));
}

function toEvent(trace: any): ChangeEvent {
  return {
    id: trace.id,
    workspace_id: trace.workspace_id,
    actor: trace.user_id,
    action: trace.action,
    entity_type: trace.entity_type,
    entity_id: trace.entity_id,
    entity_label: trace.entity_label,
    changes: readJson<any>(trace.changes),
    batch_id: trace.batch_id,
    is_detail: Boolean(trace.is_detail),
    created_at: readInstant(trace.created_at),
  };
}
