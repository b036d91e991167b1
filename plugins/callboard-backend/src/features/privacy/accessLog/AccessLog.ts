import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { limitEntries } from '../../../kernel/limitEntries';
import { Clock } from '../../../kernel/clock';
import { iterateInChunks } from '../../../kernel/iterateInChunks';
import { Runner } from '../../../kernel/Runner';
import { ExportedPeople, ExportOfLog } from './ExportedPeople';
import { toHourNumber } from './toHourNumber';
import { AccessLogStore } from './AccessLogStore';
import { NewAccessLogEntry } from './NewAccessLogEntry';

/** How many of this hour's reads are remembered; older ones are only in the database. */
const MAX_REMEMBERED = 10_000;

/** The maximum number of reads that wait while the database is unavailable. */
const MAX_WAITING = 10_000;

const ENTRIES_AT_ONCE = 500;

/** Records who views a person's activity, for that person to see. */
export class AccessLog {
  readonly #recorded = new LRUCache<string, true>(limitEntries(MAX_REMEMBERED));
  readonly #waiting: Array<NewAccessLogEntry & { at: number }> = [];
  readonly #runner: Runner;
  #isForgetful = false;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      store: AccessLogStore;
    },
  ) {
    this.#runner = new Runner(this, {
      logger: deps.logger,
      failure: 'Access to activity could not be recorded; retrying',
    });
    this.#runner.start();
  }

  /**
   * Records that a user reads people's activity, once per hour for each viewer and person. It is
   * written in the background: the read neither waits for it nor fails with it.
   */
  noteRead({
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
   * Records views that must be logged: they are written when this returns.
   *
   * @param tx - of the operation they belong to
   */
  async record(
    entries: readonly NewAccessLogEntry[],
    tx: Knex = this.deps.knex,
  ): Promise<void> {
    const at = this.deps.clock.now();
    for await (const some of iterateInChunks(entries, ENTRIES_AT_ONCE)) {
      const ofOthers = some
        .filter(({ person_ref, actor }) => person_ref !== actor.user_ref)
        .map(entry => ({ ...entry, at }));
      await this.deps.store.add(tx, ofOthers);
    }
  }

  /** Starts to record whose rows an export contains. */
  beginExport(made: ExportOfLog): ExportedPeople {
    return new ExportedPeople(this, made);
  }

  /** Writes the waiting entries; never called concurrently. */
  async drain(): Promise<true> {
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.slice(0, ENTRIES_AT_ONCE);
      await this.deps.store.add(this.deps.knex, entries);
      this.#waiting.splice(0, entries.length);
    }
    this.#isForgetful = false;
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
    } else if (!this.#isForgetful) {
      this.#isForgetful = true;
      this.deps.logger.warn(
        'The access log queue is full. Some reads of activity are not recorded',
      );
    }
  }
}
