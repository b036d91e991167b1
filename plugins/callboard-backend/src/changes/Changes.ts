import { Knex } from 'knex';
import { once, uniq } from 'lodash';
import { Actor } from '../kernel/actor';
import { Clock } from '../kernel/clock';
import { insertTogether } from '../database/bulk';
import { createId } from '../database/ids';
import { insertActivity } from '../database/arrivals';
import { getErrorStatus } from '../kernel/errorStatus';
import { withSpan } from '../kernel/tracing';
import { iterateInChunks } from '../kernel/yielding';
import { withoutStatementTimeout } from '../database/statements';
import { ActivityLog } from './ActivityLog';
import { toOutboxInsertion } from './outbox';
import {
  ResourceChange,
  ActivityEntry,
  toActivityEntry,
} from './ResourceChange';

/**
 * The number of entries written per statement: low enough that SQLite blocks the thread only for
 * tens of milliseconds.
 */
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
  readonly actor: Actor;
  /** The id that all activity entries of the change share if one of them is a detail. */
  readonly batch_id: string;
  /**
   * Records the activity entry of one changed resource.
   *
   * @returns false if no field has changed: then no entry is recorded, and the row need not be
   * written
   */
  record(resourceChange: ResourceChange): boolean;
  /**
   * Writes the entries recorded so far; all others are written at the end of the change. Changes of
   * thousands of rows call this repeatedly, to limit memory.
   */
  writeEntries(): Promise<void>;
}

/** A change, and its activity entries that are not written yet. */
interface ChangeWithEntries {
  change: Change;
  unwrittenEntries: ActivityEntry[];
  /** Whether one of its entries is a detail: then all share a batch. */
  hasDetails: boolean;
  /** The types of its recorded events, written or not, such as `staff.update`. */
  eventTypes: Set<string>;
}

/** Whether an error is a failure of the server, as opposed to the rejection of a change. */
const isFailure = (error: unknown) => getErrorStatus(error) >= 500;

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
    // A read can cause a change: a user's first request adds them to the default workspace. The
    // statement timeout of reads must not apply to the change, nor to code after its commit.
    return withoutStatementTimeout(() =>
      this.runSeries(async (_, startChange) => work(startChange(actor))),
    );
  }

  /**
   * Runs `work` in one transaction, in which `work` starts any number of changes, each with its own
   * actor and time. Seeding writes large volumes of past data this way. If `work` throws, the
   * transaction is rolled back.
   *
   * @returns what `work` returned, after the commit
   */
  async runSeries<T>(
    work: (
      tx: Knex.Transaction,
      startChange: (actor: Actor) => Change,
    ) => Promise<T>,
  ): Promise<T> {
    const { knex, onCommit } = this.deps;
    return withSpan('change', { isFailure }, async span => {
      const { result, hasOutboxEntries } = await knex.transaction(async tx => {
        const startedChanges: ChangeWithEntries[] = [];
        const value = await work(tx, actor => {
          startedChanges.push(this.start(actor, tx));
          return startedChanges[startedChanges.length - 1].change;
        });
        const recordedChanges = startedChanges.filter(
          ({ eventTypes }) => eventTypes.size > 0,
        );
        if (recordedChanges.length > 0) {
          span.setAttribute(
            'callboard.change.types',
            uniq(recordedChanges.flatMap(({ eventTypes }) => [...eventTypes])),
          );
          // The outbox entries of all changes get the time of the last change.
          const { now } = recordedChanges[recordedChanges.length - 1].change;
          await this.writeEntries(
            tx,
            recordedChanges.flatMap(takeEntries),
            now,
          );
        }
        return { result: value, hasOutboxEntries: recordedChanges.length > 0 };
      });
      if (hasOutboxEntries) {
        onCommit();
      }
      return result;
    });
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
      return await work(this.start(actor, tx).change);
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
    const { log } = this.deps;
    for await (const batch of iterateInChunks(entries, ENTRIES_PER_STATEMENT)) {
      const rows = batch.map(({ row }) => row);
      await insertActivity(tx, {
        activity: log.toInsertion(rows),
        entries: toOutboxInsertion(batch, now),
      });
      await insertTogether(tx, [log.toReaderInsertion(rows)]);
    }
  }

  private start(actor: Actor, tx: Knex.Transaction): ChangeWithEntries {
    const getTime = once(() => actor.at ?? this.deps.clock.now());
    const getBatchId = once(() => createId(getTime()));
    const startedChange: ChangeWithEntries = {
      unwrittenEntries: [],
      hasDetails: false,
      eventTypes: new Set(),
      change: {
        tx,
        actor,
        get now() {
          return getTime();
        },
        get batch_id() {
          return getBatchId();
        },
        record: resourceChange => {
          const entry = toActivityEntry(actor, getTime(), resourceChange);
          if (entry) {
            startedChange.unwrittenEntries.push(entry);
            startedChange.hasDetails ||= entry.row.is_detail;
            startedChange.eventTypes.add(
              `${entry.row.entity_type}.${entry.row.action}`,
            );
          }
          return entry !== undefined;
        },
        writeEntries: async () => {
          await this.writeEntries(tx, takeEntries(startedChange), getTime());
        },
      },
    };
    return startedChange;
  }
}

/** Takes the unwritten entries of a change; they share a batch if one entry is a detail. */
function takeEntries(startedChange: ChangeWithEntries): ActivityEntry[] {
  const entries = startedChange.unwrittenEntries.splice(0);
  if (startedChange.hasDetails) {
    const { batch_id } = startedChange.change;
    entries.forEach(({ row }) => Object.assign(row, { batch_id }));
  }
  return entries;
}
