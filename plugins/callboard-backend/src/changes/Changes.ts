import { Knex } from 'knex';
import { once } from 'lodash';
import { Actor } from '../access/actor';
import { Clock } from '../clock';
import { insertTogether } from '../database/bulk';
import { newId } from '../database/ids';
import { inChunks } from '../yielding/inChunks';
import { withoutStatementTimeout } from '../database/statementTimeout';
import { ActivityLog } from './log/ActivityLog';
import { insertActivity } from './insertActivity';
import { Outbox } from './Outbox';
import { RecordedChange } from './RecordedChange';
import { Trace, traceOf } from './traceOf';

/** SQLite answers nobody while these are written, some tens of milliseconds. */
const ENTRIES_AT_ONCE = 250;

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
  /**
   * Writes down the traces that were left so far. All others are gathered until
   * the change is done: one of many thousand rows writes them as it goes.
   */
  writeDown(): Promise<void>;
}

/** A change, and the traces it has left that are not written down. */
interface OpenChange {
  change: Change;
  entries: Trace[];
  /** Whether it has left any trace. */
  hasEntries: boolean;
  /** Whether there are details among its traces: then all share a batch. */
  hasDetails: boolean;
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
    const { knex, onCommit } = this.deps;
    const { result, recorded } = await knex.transaction(async tx => {
      const opened: OpenChange[] = [];
      const value = await work(tx, actor => {
        opened.push(this.open(actor, tx));
        return opened[opened.length - 1].change;
      });
      const left = opened.filter(({ hasEntries }) => hasEntries);
      if (left.length > 0) {
        // All are to be handed on from the moment of the last.
        const { now } = left[left.length - 1].change;
        await this.leave(tx, left.flatMap(takeEntries), now);
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

  /** Adds traces to the log and the outbox, and lets others have their turn. */
  private async leave(
    tx: Knex.Transaction,
    entries: readonly Trace[],
    now: number,
  ): Promise<void> {
    const { log, outbox } = this.deps;
    for await (const some of inChunks(entries, ENTRIES_AT_ONCE)) {
      const rows = some.map(({ row }) => row);
      await insertActivity(tx, {
        activity: log.insertionOf(rows),
        entries: outbox.insertionOf(some, now),
      });
      const readers = log.readersOf(rows);
      if (readers.length > 0) {
        await insertTogether(tx, readers);
      }
    }
  }

  /** A change whose traces are gathered. */
  private open(actor: Actor, tx: Knex.Transaction): OpenChange {
    const moment = once(() => actor.at ?? this.deps.clock.now());
    const batch = once(() => newId(moment()));
    const open: OpenChange = {
      entries: [],
      hasEntries: false,
      hasDetails: false,
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
          const trace = traceOf(actor, moment(), change);
          if (trace) {
            open.entries.push(trace);
            open.hasEntries = true;
            open.hasDetails ||= trace.row.is_detail;
          }
          return trace !== undefined;
        },
        writeDown: async () => {
          await this.leave(tx, takeEntries(open), moment());
        },
      },
    };
    return open;
  }
}

/** The traces of a change that are to be written down; they share a batch if any is a detail. */
function takeEntries(open: OpenChange): Trace[] {
  const entries = open.entries.splice(0);
  if (open.hasDetails) {
    const { batch_id } = open.change;
    entries.forEach(({ row }) => Object.assign(row, { batch_id }));
  }
  return entries;
}
