import { Knex } from 'knex';
import { once } from 'lodash';
import { Actor } from '../kernel/actor';
import { Clock } from '../kernel/clock';
import { insertTogether } from '../database/bulk';
import { createId } from '../database/ids';
import { insertActivity } from '../database/arrivals';
import { iterateInChunks } from '../kernel/yielding';
import { withoutStatementTimeout } from '../database/statements';
import { ActivityLog } from './ActivityLog';
import { Outbox } from './Outbox';
import {
  RecordedChange,
  ActivityEntry,
  toActivityEntry,
} from './RecordedChange';

/** SQLite blocks the thread for some tens of milliseconds while it writes this many entries. */
const ENTRIES_PER_STATEMENT = 250;

/** An open change: everything in it commits together or not at all. */
export interface Change {
  /** Every query of the change goes through this transaction. */
  readonly tx: Knex.Transaction;
  /**
   * The time of the change, in milliseconds since 1970, taken at the first access. Access it after
   * taking locks, so that log order equals commit order.
   */
  readonly now: number;
  /** The user who makes the change. */
  readonly actor: Actor;
  /** The shared id of the activity entries if they include details. */
  readonly batch_id: string;
  /**
   * Records the activity entry of a change.
   *
   * @returns false if no field has changed: then no entry is recorded, and the row need not be
   * written
   */
  record(change: RecordedChange): boolean;
  /**
   * Writes the entries recorded so far. Otherwise they are written when the change is done.
   * Changes of many thousand rows call this in between, to limit memory.
   */
  writeEntries(): Promise<void>;
}

/** A change, and its activity entries that are not written yet. */
interface OpenChange {
  change: Change;
  entries: ActivityEntry[];
  /** Whether it has recorded any entry. */
  hasEntries: boolean;
  /** Whether its entries include details: then all share a batch. */
  hasDetails: boolean;
}

/**
 * The only way to write a change: the rows, their activity and the outbox entry for subscribers
 * commit in one transaction.
 */
export class Changes {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      log: ActivityLog;
      outbox: Outbox;
      /** Called after each commit that added outbox entries. */
      onCommit: () => void;
    },
  ) {}

  /**
   * Runs `work` in a transaction. If it throws, the transaction is rolled back.
   *
   * @returns what `work` returned, after the commit
   */
  async run<T>(actor: Actor, work: (change: Change) => Promise<T>): Promise<T> {
    // A read can cause a change, such as joining at the first request: neither the change nor the
    // work after its commit has the statement timeout of reads.
    return withoutStatementTimeout(() =>
      this.runSeries(async (_, open) => work(open(actor))),
    );
  }

  /**
   * Runs `work` in a transaction that opens any number of changes, each with its own actor and
   * time: for writing past data at once. If it throws, the transaction is rolled back.
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
      const changed = opened.filter(({ hasEntries }) => hasEntries);
      if (changed.length > 0) {
        // The outbox entries of all changes get the time of the last one.
        const { now } = changed[changed.length - 1].change;
        await this.writeEntries(tx, changed.flatMap(takeEntries), now);
      }
      return { result: value, recorded: changed.length };
    });
    if (recorded > 0) {
      onCommit();
    }
    return result;
  }

  /**
   * Runs `work` like `run`, and rolls it back.
   *
   * @returns the result of `work`, as if committed
   */
  async dryRun<T>(
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

  /** Adds entries to the log and the outbox, and yields to the event loop in between. */
  private async writeEntries(
    tx: Knex.Transaction,
    entries: readonly ActivityEntry[],
    now: number,
  ): Promise<void> {
    const { log, outbox } = this.deps;
    for await (const batch of iterateInChunks(entries, ENTRIES_PER_STATEMENT)) {
      const rows = batch.map(({ row }) => row);
      await insertActivity(tx, {
        activity: log.toInsertion(rows),
        entries: outbox.toInsertion(batch, now),
      });
      await insertTogether(tx, [log.toReaderInsertion(rows)]);
    }
  }

  /** A change that collects its activity entries. */
  private open(actor: Actor, tx: Knex.Transaction): OpenChange {
    const getTime = once(() => actor.at ?? this.deps.clock.now());
    const getBatchId = once(() => createId(getTime()));
    const openChange: OpenChange = {
      entries: [],
      hasEntries: false,
      hasDetails: false,
      change: {
        tx,
        actor,
        get now() {
          return getTime();
        },
        get batch_id() {
          return getBatchId();
        },
        record: change => {
          const entry = toActivityEntry(actor, getTime(), change);
          if (entry) {
            openChange.entries.push(entry);
            openChange.hasEntries = true;
            openChange.hasDetails ||= entry.row.is_detail;
          }
          return entry !== undefined;
        },
        writeEntries: async () => {
          await this.writeEntries(tx, takeEntries(openChange), getTime());
        },
      },
    };
    return openChange;
  }
}

/** Takes the unwritten entries of a change; they share a batch if any is a detail. */
function takeEntries(open: OpenChange): ActivityEntry[] {
  const entries = open.entries.splice(0);
  if (open.hasDetails) {
    const { batch_id } = open.change;
    entries.forEach(({ row }) => Object.assign(row, { batch_id }));
  }
  return entries;
}
