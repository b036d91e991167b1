import { Knex } from 'knex';
import { once } from 'lodash';
import { Actor } from '../access/actor';
import { Clock } from '../clock';
import { newId } from '../database/ids';
import { withoutStatementTimeout } from '../database/statementTimeout';
import { ActivityLog, ActivityRow } from '../features/activity/ActivityLog';
import { cutText } from './cutText';
import { diff, WireResource } from './diff';
import { leaveTraces } from './leaveTraces';
import { Outbox } from './Outbox';
import { traceMetadata } from './traceMetadata';

/** One change to one resource, as a service reports it. */
export interface RecordedChange {
  workspace_id: string;
  /** The project it is about: who may not see that may not read of this. */
  project_id?: string;
  entity_type: string;
  /** The UUID of the resource. */
  entity_id: string;
  entity_label: string | null;
  /** A named act; by default create, update or delete, as the states say. */
  action?: string;
  /** The resource on the wire before; null when it did not exist. */
  before: WireResource | null;
  /** The resource on the wire after; null when it is gone. */
  after: WireResource | null;
  /** Fields whose values must not be recorded. */
  sensitive?: readonly string[];
  metadata?: ActivityRow['metadata'];
  /**
   * What things were called then whose ids are among the values: those that
   * occur are kept with the trace, as `metadata.names`, while there is room.
   */
  names?: ReadonlyMap<string, string>;
  /**
   * One of the many changes that follow from another, or that a bulk operation
   * consists of: lists and totals leave it out, the history of its resource
   * shows it. Everything recorded beside it shares its `batch_id`.
   */
  detail?: boolean;
}

/** An open change: everything in it commits together or not at all. */
export interface Change {
  /** Every query of the change goes through this transaction. */
  readonly tx: Knex.Transaction;
  /**
   * The moment of the change, milliseconds since 1970: when it is asked for
   * first. Who locks before that comes after those they waited for, in the log
   * as in truth.
   */
  readonly now: number;
  /** Who makes the change. */
  readonly actor: Actor;
  /** What the traces share when there are details among them. */
  readonly batch_id: string;
  /**
   * Leaves the trace of a change.
   *
   * @returns false when no field has changed: then there is no trace, and
   * nothing to write either
   */
  record(change: RecordedChange): boolean;
}

/** A change, and the traces it has left so far. */
interface OpenChange {
  change: Change;
  rows: ActivityRow[];
}

/**
 * The one way a change enters the database: the rows, the activity about them
 * and the outbox entry for everybody who has to hear of them commit in one
 * transaction.
 */
export class Changes {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      log: ActivityLog;
      outbox: Outbox;
      /** Called after each commit that left something in the outbox. */
      onCommit: () => void;
    },
  ) {}

  /**
   * Runs `work` in a transaction. When it throws, nothing of it remains.
   *
   * @returns what `work` returned, after the commit
   */
  async run<T>(actor: Actor, work: (change: Change) => Promise<T>): Promise<T> {
    // Reading can bring a change with it, such as joining at the first request:
    // neither that nor what wakes up after its commit is bounded as reads are.
    return withoutStatementTimeout(() =>
      this.runSeries(async (_, open) => work(open(actor))),
    );
  }

  /**
   * Runs `work` in a transaction within which it opens any number of changes,
   * each with an actor and a moment of its own: for a past that is written
   * down at once. When it throws, nothing of them remains.
   *
   * @returns what `work` returned, after the commit
   */
  async runSeries<T>(
    work: (tx: Knex.Transaction, open: (actor: Actor) => Change) => Promise<T>,
  ): Promise<T> {
    const { knex, log, outbox, onCommit } = this.deps;
    const { result, recorded } = await knex.transaction(async tx => {
      const opened: OpenChange[] = [];
      const value = await work(tx, actor => {
        opened.push(this.open(actor, tx));
        return opened[opened.length - 1].change;
      });
      const left = opened.filter(({ rows }) => rows.length > 0);
      left.forEach(shareBatch);
      if (left.length > 0) {
        const rows = left.flatMap(each => each.rows);
        // All are to be handed on from the moment of the last.
        const { now } = left[left.length - 1].change;
        await leaveTraces(tx, {
          traces: log.insertionOf(rows),
          entries: outbox.insertionOf(rows, now),
        });
      }
      return { result: value, recorded: left.length };
    });
    if (recorded > 0) {
      onCommit();
    }
    return result;
  }

  /**
   * Runs `work` as `run` does, and takes all of it back.
   *
   * @returns what `work` returned: what would have come of it
   */
  async tryOut<T>(
    actor: Actor,
    work: (change: Change) => Promise<T>,
  ): Promise<T> {
    const tx = await this.deps.knex.transaction();
    try {
      return await work(this.open(actor, tx).change);
    } finally {
      await tx.rollback();
    }
  }

  /** A change whose traces are gathered in `rows`. */
  private open(actor: Actor, tx: Knex.Transaction): OpenChange {
    const rows: ActivityRow[] = [];
    const moment = once(() => actor.at ?? this.deps.clock.now());
    const batch = once(() => newId(moment()));
    return {
      rows,
      change: {
        tx,
        actor,
        get now() {
          return moment();
        },
        get batch_id() {
          return batch();
        },
        record: change => {
          const row = toActivity(actor, moment(), change);
          if (row) {
            rows.push(row);
          }
          return row !== undefined;
        },
      },
    };
  }
}

/** Lets the traces of a change share a batch when there are details among them. */
function shareBatch({ change, rows }: OpenChange): void {
  if (rows.some(row => row.is_detail)) {
    const { batch_id } = change;
    rows.forEach(row => Object.assign(row, { batch_id }));
  }
}

function toActivity(
  actor: Actor,
  now: number,
  change: RecordedChange,
): ActivityRow | undefined {
  const changes = diff(change.before, change.after, change.sensitive);
  if (changes.length === 0 && change.before && change.after) {
    return undefined;
  }
  return {
    id: newId(now),
    workspace_id: change.workspace_id,
    project_id: change.project_id ?? null,
    user_id: actor.user_ref,
    user_name: actor.display_name,
    user_email: actor.email,
    action: change.action ?? defaultAction(change),
    entity_type: change.entity_type,
    entity_id: change.entity_id,
    entity_label: change.entity_label && cutText(change.entity_label, 512),
    metadata: traceMetadata(change.metadata, change.names, changes),
    changes,
    created_at: now,
    batch_id: null,
    is_detail: change.detail ?? false,
    source: actor.source ?? 'backend',
    ip: actor.ip,
    request_id: actor.request_id,
  };
}

function defaultAction({ before, after }: RecordedChange): string {
  if (!before) return 'create';
  return after ? 'update' : 'delete';
}
