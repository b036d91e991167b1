import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { limitEntries } from '../../../kernel/limitEntries';
import { Core } from '../../../core/Core';
import { iterateInChunks, yieldToEventLoop } from '../../../kernel/yielding';
import { Runner } from '../../../kernel/Runner';
import {
  addAccessLogEntries,
  toHourNumber,
  NewAccessLogEntry,
} from './accessLogEntries';

/** The number of counted people at which the counts are written and reset. */
const MAX_COUNTED_PEOPLE = 10_000;

/** An export of the activity log that the access log records. */
interface LogExport
  extends Pick<NewAccessLogEntry, 'actor' | 'scope' | 'workspace_id'> {
  /** The people whom every exported row concerns, regardless of its actor. */
  about: readonly string[];
}

/** Counts the rows of each person in an export, and records the counts before the export ends. */
export class ExportedPeople {
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly accessLog: Pick<AccessLog, 'record'>,
    private readonly source: LogExport,
  ) {}

  /**
   * Counts an exported row.
   *
   * @param user_id - the actor of the row
   */
  addRow(user_id: string): void {
    for (const person of new Set([user_id, ...this.source.about])) {
      // The actor can also be the plugin itself, which is no person.
      if (person.startsWith('user:')) {
        this.#counts.set(person, (this.#counts.get(person) ?? 0) + 1);
      }
    }
  }

  /**
   * Yields the lines of the file, and records the counts at the end. For an aborted file, records
   * the counts up to the abort. Fails if the counts cannot be recorded.
   */
  async *yieldAndRecord<Line>(
    lines: AsyncIterable<Line>,
  ): AsyncGenerator<Line> {
    try {
      for await (const line of lines) {
        if (this.#counts.size >= MAX_COUNTED_PEOPLE) await this.record();
        yield line;
      }
    } finally {
      await this.record();
    }
  }

  private async record(): Promise<void> {
    const { about: _, ...source } = this.source;
    const entries = [...this.#counts].map(([person_ref, rows]) => ({
      ...source,
      person_ref,
      kind: 'export' as const,
      rows,
    }));
    this.#counts.clear();
    await this.accessLog.record(entries);
  }
}

/** The maximum number of cached reads; the database skips repeated reads that are not cached. */
const MAX_CACHED_READS = 10_000;

/** The maximum number of reads that wait while the database is unavailable. */
const MAX_WAITING = 10_000;

const ENTRIES_PER_STATEMENT = 500;

/** Records who views a person's activity, for that person to see. */
export class AccessLog {
  readonly #recorded = new LRUCache<string, true>(
    limitEntries(MAX_CACHED_READS),
  );
  readonly #waiting: Array<NewAccessLogEntry & { at: number }> = [];
  readonly #runner: Runner;
  #hasWarned = false;

  constructor(private readonly deps: Pick<Core, 'knex' | 'clock' | 'logger'>) {
    this.#runner = new Runner(this, {
      logger: deps.logger,
      failure: 'Access to activity could not be recorded; retrying',
    });
    this.#runner.start();
  }

  /**
   * Records that a user reads the activity of other people, once per hour for each viewer and
   * person. Entries are written in the background: a read neither waits for its entry nor fails
   * with it.
   */
  recordRead({
    people,
    ...read
  }: Omit<NewAccessLogEntry, 'kind' | 'person_ref' | 'rows'> & {
    people: readonly string[];
  }): void {
    const at = this.deps.clock.now();
    for (const person_ref of people) {
      const { user_ref } = read.actor;
      const key = JSON.stringify([person_ref, user_ref, toHourNumber(at)]);
      if (person_ref !== user_ref && !this.#recorded.has(key)) {
        this.enqueue({ ...read, person_ref, kind: 'read', at }, key);
      }
    }
  }

  /**
   * Records views of other people's data that must never go unlogged: writes the entries before it
   * returns.
   *
   * @param tx - the transaction of the operation that is logged
   */
  async record(
    entries: readonly NewAccessLogEntry[],
    tx: Knex = this.deps.knex,
  ): Promise<void> {
    const at = this.deps.clock.now();
    for await (const chunk of iterateInChunks(entries, ENTRIES_PER_STATEMENT)) {
      const viewsOfOthers = chunk
        .filter(({ person_ref, actor }) => person_ref !== actor.user_ref)
        .map(entry => ({ ...entry, at }));
      await addAccessLogEntries(tx, viewsOfOthers);
    }
  }

  /** Starts to record the people whose rows an export contains. */
  beginExport(source: LogExport): ExportedPeople {
    return new ExportedPeople(this, source);
  }

  /** Writes the waiting entries; never called concurrently. */
  async drain(): Promise<true> {
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.slice(0, ENTRIES_PER_STATEMENT);
      await addAccessLogEntries(this.deps.knex, entries);
      this.#waiting.splice(0, entries.length);
      await yieldToEventLoop();
    }
    this.#hasWarned = false;
    return true;
  }

  /** Writes the remaining entries when the plugin stops. */
  async close(): Promise<void> {
    await this.#runner.stop();
    await this.drain();
  }

  private enqueue(
    entry: NewAccessLogEntry & { at: number },
    key: string,
  ): void {
    if (this.#waiting.length < MAX_WAITING) {
      this.#recorded.set(key, true);
      this.#waiting.push(entry);
      this.#runner.wake();
    } else if (!this.#hasWarned) {
      this.#hasWarned = true;
      this.deps.logger.warn(
        'The access log queue is full. Some reads of activity are not recorded',
      );
    }
  }
}
