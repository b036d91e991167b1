import { ErasedTable } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { setTimeout as sleep } from 'timers/promises';
import { Clock } from '../../../kernel/clock';
import { inListSql } from '../../../database/bulk';
import {
  chooseBatchSize,
  isBlocking,
  writeJson,
} from '../../../database/dialect';
import { getLowestId } from '../../../database/ids';
import { PersonalData } from '../../../database/FeatureTables';
import { withoutStatementTimeout } from '../../../database/statements';
import {
  deleteUnusedTexts,
  isUnusedTextSql,
} from '../../activity/texts/forgetTexts';
import { TEXTS_TABLE } from '../../activity/texts/textTables';
import { BatchEraser } from './Batches';
import { ErasureSubject, readIds } from './ErasureSubject';
import { PersonEraser } from './PersonText';
import { containsTextSql } from '../../../database/sql/textSql';
import { countPersonalRows } from './countPersonalRows';
import {
  Eraser,
  FoundRows,
  ErasurePosition,
  SearchBounds,
  PrefetchingSearch,
} from './Eraser';
import { ErasureRow, ErasureState } from './ErasureRow';
import { LogEraser } from './LogEraser';

/** The number of texts scanned per statement. */
const TEXTS_PER_SCAN = 5_000;

/**
 * Deletes stored texts that mention the person and that no row of the log has any more. Rows removed
 * by retention leave their texts for a while. The texts of erased rows are deleted with those rows.
 */
class UnusedTextEraser implements Eraser {
  readonly table = TEXTS_TABLE;

  /** @param reader - the connection for slow reads */
  constructor(private readonly reader: Knex) {}

  async find(
    person: ErasureSubject,
    after: ErasurePosition | undefined,
    { maxRows, until }: SearchBounds,
  ): Promise<FoundRows> {
    const isFound = this.isFoundSql(person);
    const keys: ErasurePosition[] = [];
    let next = after;
    do {
      const from = next?.[0] ?? '0';
      const end = await this.endAfter(from);
      const some = this.reader(TEXTS_TABLE).where('id', '>', from);
      if (end !== undefined) {
        some.where('id', '<=', end);
      }
      const ids: unknown[] = await some.where(isFound).pluck('id');
      keys.push(...ids.map(id => [String(id)]));
      next = end === undefined ? undefined : [end];
    } while (next && keys.length < maxRows && performance.now() < until);
    return { keys, next };
  }

  erase(
    tx: Knex.Transaction,
    _: ErasureSubject,
    keys: readonly ErasurePosition[],
  ): Promise<number> {
    const ids = keys.map(([id]) => id);
    return deleteUnusedTexts(tx, ...inListSql(tx, 'id', ids, 'bigint'));
  }

  /** SQL that matches texts about the person that no row uses. */
  private isFoundSql(person: ErasureSubject): Knex.Raw {
    const { reader } = this;
    const about = [person.user_ref, ...Object.values(person.ids).flat()];
    return reader.raw('((? OR ?) AND ?)', [
      reader.raw(...inListSql(reader, 'about_id', about, 'text')),
      reader.raw(
        ...containsTextSql(
          reader,
          [{ name: 'text' }],
          new PersonEraser(person).searchTexts,
        ),
      ),
      reader.raw(isUnusedTextSql(reader)),
    ]);
  }

  /** The last of the scanned texts, unless the end is reached. */
  private async endAfter(from: string): Promise<string | undefined> {
    const row = await this.reader(TEXTS_TABLE)
      .where('id', '>', from)
      .orderBy('id')
      .offset(TEXTS_PER_SCAN - 1)
      .first('id');
    return row && String(row.id);
  }
}

/** The number of rows changed per transaction: some tenths of a second of work. */
const BATCH_SIZE = 2_000;

/** Smaller, because SQLite blocks the thread during the transaction. */
const BATCH_SIZE_IN_SQLITE = 200;

/** The pause after a batch, as a share of the batch's duration. */
const PAUSE_FACTOR = 0.1;

/** The second round finds rows that were being written during the first, and derived ones. */
const ROUNDS = 2;

/** The second round reads the log again from this long before the first round began it. */
const LOG_OVERLAP_MS = 10 * 60_000;

/** The duration of one search step, during which the abort signal is not checked. */
const SEARCH_MS = 250;

/** The time limit for counting. */
const COUNT_MS = 5_000;

/** A running erasure, with its current and its stored progress. */
interface ErasureRun {
  id: string;
  person: ErasureSubject;
  state: ErasureState;
  stored: ErasureState;
}

/** Erases a person from one table after another, in repeatable steps. */
export class ErasureSteps {
  readonly #batchEraser: BatchEraser;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      /** The erasers of all tables except those of the activity log. */
      tables: () => Promise<Eraser[]>;
      log: LogEraser;
      /** The connection for slow reads. */
      reader: Knex;
      /** The personal data declared by all tables. */
      personal: readonly PersonalData[];
      rowsAtOnce?: number;
      searchMs?: number;
    },
  ) {
    this.#batchEraser = new BatchEraser(deps.knex);
  }

  /** The initial progress of an erasure. */
  async begin(): Promise<ErasureState> {
    const erasers = await this.loadErasers();
    return {
      step: 0,
      steps: erasers.length * ROUNDS,
      after: null,
      log_end: null,
      tables: [],
    };
  }

  /**
   * Counts the rows that would change, by table.
   *
   * @returns the counts. If counting takes too long, they are too low and `is_exact` is false; the
   *   activity log then counts all of the person's own actions
   */
  async count(
    person: ErasureSubject,
    until = performance.now() + COUNT_MS,
  ): Promise<{ tables: ErasedTable[]; is_exact: boolean }> {
    const erasers = await this.loadErasers();
    return countPersonalRows(erasers, this.deps.log, { person, until });
  }

  /**
   * Continues an erasure for a while. Stores the progress with each batch of changed rows, and after
   * steps without matches only at the end. Most of the hundred tables have no row of a person: a
   * transaction for each would take minutes on a busy database.
   *
   * @returns the progress; the erasure is complete at the last step
   */
  async run(
    { id, person, state: initial }: ErasureRow & { person: ErasureSubject },
    { until, signal }: { until: number; signal: AbortSignal },
  ): Promise<ErasureState> {
    const erasers = await this.loadErasers();
    return withoutStatementTimeout(() =>
      this.runUntil({ id, person, state: initial, stored: initial }, erasers, {
        until,
        signal,
      }),
    );
  }

  private async runUntil(
    initial: ErasureRun,
    erasers: readonly Eraser[],
    { until, signal }: { until: number; signal: AbortSignal },
  ): Promise<ErasureState> {
    let current = initial;
    const shouldContinue = ({ step, steps }: ErasureState) =>
      step < steps && !signal.aborted && performance.now() < until;
    while (shouldContinue(current.state)) {
      const { id, person, state } = current;
      const eraser = erasers[state.step % erasers.length];
      if (state.after === null && eraser === this.deps.log) {
        current = {
          ...current,
          person: await this.addCurrentIds(id, person),
        };
      }
      current = await this.runTable(eraser, current, shouldContinue);
    }
    const { id, state, stored } = current;
    return isEqual(state, stored)
      ? state
      : this.#batchEraser.store({ id, from: stored, state });
  }

  private async runTable(
    eraser: Eraser,
    initial: ErasureRun,
    shouldContinue: (state: ErasureState) => boolean,
  ): Promise<ErasureRun> {
    const search = this.createSearch(eraser, initial.person);
    const { step } = initial.state;
    let current = initial;
    try {
      while (current.state.step === step && shouldContinue(current.state)) {
        const began = performance.now();
        current = await this.runSome(eraser, search, current);
        await sleep(PAUSE_FACTOR * (performance.now() - began));
      }
    } finally {
      await search.end();
    }
    return current;
  }

  private createSearch(
    eraser: Eraser,
    person: ErasureSubject,
  ): PrefetchingSearch {
    const { knex, searchMs = SEARCH_MS } = this.deps;
    const { rowsAtOnce: maxRows = getDefaultRowsAtOnce(knex) } = this.deps;
    return new PrefetchingSearch(
      after =>
        eraser.find(person, after, {
          maxRows,
          until: performance.now() + searchMs,
        }),
      // SQLite reads in this process, so prefetching would only delay other requests.
      { isPrefetching: !isBlocking(knex) },
    );
  }

  /**
   * Adds the current ids of the person's records. A person may join during the erasure, and the log
   * must be erased by the new ids as well, which cannot be found once the records are erased.
   */
  private async addCurrentIds(
    id: string,
    person: ErasureSubject,
  ): Promise<ErasureSubject> {
    const { knex, personal } = this.deps;
    const ids = await readIds(knex, person, personal);
    if (isEqual(ids, person.ids)) {
      return person;
    }
    const known = { ...person, ids };
    await knex('erasures')
      .where({ id })
      .update({ person: writeJson(known) });
    return known;
  }

  private async loadErasers(): Promise<Eraser[]> {
    const { tables, log, reader } = this.deps;
    return [...(await tables()), log, new UnusedTextEraser(reader)];
  }

  private async runSome(
    eraser: Eraser,
    search: PrefetchingSearch,
    { id, person, state, stored }: ErasureRun,
  ): Promise<ErasureRun> {
    const { clock, log } = this.deps;
    const isLog = eraser === log;
    const log_end =
      isLog && state.after === null
        ? getLowestId(clock.now() - LOG_OVERLAP_MS)
        : state.log_end;
    const start =
      isLog && state.after === null && state.log_end !== null
        ? [state.log_end]
        : undefined;
    const { keys, next } = await search.findAfter(state.after ?? start);
    const advanced = {
      ...state,
      log_end,
      step: next ? state.step : state.step + 1,
      after: next ?? null,
    };
    if (keys.length === 0) {
      return { id, person, state: advanced, stored };
    }
    const known = isLog ? person : await this.addCurrentIds(id, person);
    const erased = await this.#batchEraser.erase(eraser, {
      id,
      person: known,
      keys,
      from: stored,
      state: advanced,
    });
    return { id, person: known, state: erased, stored: erased };
  }
}

function getDefaultRowsAtOnce(knex: Knex): number {
  return chooseBatchSize(knex, {
    concurrent: BATCH_SIZE,
    blocking: BATCH_SIZE_IN_SQLITE,
  });
}
