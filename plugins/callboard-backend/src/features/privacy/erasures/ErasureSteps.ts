import { ErasedTable } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { setTimeout as sleep } from 'timers/promises';
import { Core } from '../../../core/Core';
import { chooseBatchSize, writeJson } from '../../../database/dialect';
import { getLowestId } from '../../../database/ids';
import { PersonalData } from '../../../database/FeatureTables';
import { BatchEraser } from './BatchEraser';
import { ErasureSubject, readAllIds } from './ErasureSubject';
import {
  Eraser,
  ErasurePosition,
  findInSteps,
  FoundRows,
  SearchBounds,
} from './Eraser';
import { ErasureRow, ErasureState } from './ErasureRow';
import { LogEraser } from './LogEraser';
import { inListSql } from '../../../database/bulk';
import { containsTextSql } from '../../../database/sql/textSql';
import {
  deleteUnusedTexts,
  isUnusedTextSql,
} from '../../activity/texts/deleteUnusedTexts';
import { TEXTS_TABLE } from '../../activity/texts/textTables';
import { PersonEraser } from './PersonEraser';

/** The number of texts scanned per statement. */
const TEXTS_PER_SCAN = 5_000;

/**
 * Deletes stored texts that mention the person and that no row of the log uses any more. Such texts
 * exist because retention deletes texts later than rows. Erasing a row of the log deletes its texts
 * at once.
 */
class UnusedTextEraser implements Eraser {
  readonly table = TEXTS_TABLE;

  /** @param reader - the connection for slow reads */
  constructor(private readonly reader: Knex) {}

  async find(
    person: ErasureSubject,
    start: ErasurePosition | undefined,
    bounds: SearchBounds,
  ): Promise<FoundRows> {
    const isUnusedMatch = this.buildMatchSql(person);
    return findInSteps(start, bounds, async ([after] = ['0']) => {
      const end = await this.findScanEnd(after);
      const texts = this.reader(TEXTS_TABLE).where('id', '>', after);
      if (end !== undefined) {
        texts.where('id', '<=', end);
      }
      const ids: unknown[] = await texts.where(isUnusedMatch).pluck('id');
      return {
        keys: ids.map(id => [String(id)]),
        next: end === undefined ? undefined : [end],
      };
    });
  }

  erase(
    tx: Knex.Transaction,
    _: ErasureSubject,
    keys: readonly ErasurePosition[],
  ): Promise<number> {
    const ids = keys.map(([id]) => id);
    return deleteUnusedTexts(tx, ...inListSql(tx, 'id', ids, 'bigint'));
  }

  /** SQL that matches unused texts about the person. */
  private buildMatchSql(person: ErasureSubject): Knex.Raw {
    const { reader } = this;
    const aboutIds = [person.user_ref, ...Object.values(person.ids).flat()];
    return reader.raw('((? OR ?) AND ?)', [
      reader.raw(...inListSql(reader, 'about_id', aboutIds, 'text')),
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

  /** The id of the last text to scan; undefined near the end of the table. */
  private async findScanEnd(after: string): Promise<string | undefined> {
    const row = await this.reader(TEXTS_TABLE)
      .where('id', '>', after)
      .orderBy('id')
      .offset(TEXTS_PER_SCAN - 1)
      .first('id');
    return row && String(row.id);
  }
}

/** The number of rows changed per transaction: a few tenths of a second of work. */
const BATCH_SIZE = 2_000;

/** SQLite needs smaller batches, because it blocks the thread during the transaction. */
const BATCH_SIZE_IN_SQLITE = 200;

/** The pause after a batch, as a share of the batch's duration. */
const PAUSE_FACTOR = 0.1;

/** The second round finds rows that were written or derived during the first round. */
const ROUNDS = 2;

/**
 * The second round searches the log from this long before the time when the first round reached
 * the log.
 */
const LOG_OVERLAP_MS = 10 * 60_000;

/** The duration of one search step, during which the abort signal is not checked. */
const SEARCH_MS = 250;

/** The time limit for counting. */
const COUNT_MS = 5_000;

/** The number of rows to count per search. */
const ROWS_PER_COUNT = 2_000;

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
    private readonly deps: Pick<Core, 'knex' | 'reader' | 'clock'> & {
      /** Loads the erasers of all tables except the tables of the activity log. */
      loadTableErasers: () => Promise<Eraser[]>;
      log: LogEraser;
      /** The personal data declared by all tables. */
      personal: readonly PersonalData[];
      rowsAtOnce?: number;
      searchMs?: number;
    },
  ) {
    this.#batchEraser = new BatchEraser(deps.knex);
  }

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
   *   count for the activity log then includes only the person's own actions
   */
  async count(
    person: ErasureSubject,
    until = performance.now() + COUNT_MS,
  ): Promise<{ tables: ErasedTable[]; is_exact: boolean }> {
    const { log } = this.deps;
    const tables: ErasedTable[] = [];
    let is_exact = true;
    for (const eraser of await this.loadErasers()) {
      const { rows, isComplete } = await countRowsUntil(eraser, person, until);
      tables.push({
        table: eraser.table,
        rows: eraser === log && !isComplete ? await log.countOwn(person) : rows,
      });
      is_exact &&= isComplete;
    }
    return { tables: tables.filter(({ rows }) => rows > 0), is_exact };
  }

  /**
   * Continues an erasure until a time. Stores the progress with each batch of changed rows, and
   * when the call ends. Stores nothing after a step that finds no rows: most of the hundred tables
   * have no row of a person, and a transaction for each would take minutes on a busy database.
   *
   * @returns the progress; the erasure is complete when `step` equals `steps`
   */
  async run(
    { id, person, state: initial }: ErasureRow & { person: ErasureSubject },
    { until, signal }: { until: number; signal: AbortSignal },
  ): Promise<ErasureState> {
    const erasers = await this.loadErasers();
    const start = { step: 0, steps: erasers.length * ROUNDS };
    // An upgrade in between added or removed tables, so the stored step belongs to another table.
    const state =
      initial.steps === start.steps
        ? initial
        : { ...initial, ...start, after: null, log_end: null };
    let current: ErasureRun = { id, person, state, stored: initial };
    const isRunning = ({ step, steps }: ErasureState) =>
      step < steps && !signal.aborted && performance.now() < until;
    while (isRunning(current.state)) {
      const startedAt = performance.now();
      const eraser = erasers[current.state.step % erasers.length];
      current = await this.runBatch(eraser, current);
      await sleep(PAUSE_FACTOR * (performance.now() - startedAt));
    }
    return isEqual(current.state, current.stored)
      ? current.state
      : this.#batchEraser.store({
          id,
          from: current.stored,
          state: current.state,
        });
  }

  /**
   * Adds the current ids of the person's staff records and memberships, because the person may join
   * a workspace during the erasure. The log must also be searched for the new ids, which can no
   * longer be looked up once the records are erased.
   */
  private async addCurrentIds(
    id: string,
    person: ErasureSubject,
  ): Promise<ErasureSubject> {
    const { knex, personal } = this.deps;
    const ids = await readAllIds(knex, person, personal);
    if (isEqual(ids, person.ids)) {
      return person;
    }
    const updatedPerson = { ...person, ids };
    await knex('erasures')
      .where({ id })
      .update({ person: writeJson(updatedPerson) });
    return updatedPerson;
  }

  private async loadErasers(): Promise<Eraser[]> {
    const { loadTableErasers, log, reader } = this.deps;
    return [...(await loadTableErasers()), log, new UnusedTextEraser(reader)];
  }

  private async runBatch(
    eraser: Eraser,
    { id, person: initialPerson, state, stored }: ErasureRun,
  ): Promise<ErasureRun> {
    const { knex, clock, log, searchMs = SEARCH_MS } = this.deps;
    const { rowsAtOnce: maxRows = getDefaultRowsAtOnce(knex) } = this.deps;
    const isLog = eraser === log;
    const isLogStart = isLog && state.after === null;
    let person = isLogStart
      ? await this.addCurrentIds(id, initialPerson)
      : initialPerson;
    // The first round sets `log_end`; the second round begins there.
    const log_end = isLogStart
      ? getLowestId(clock.now() - LOG_OVERLAP_MS)
      : state.log_end;
    const start =
      isLogStart && state.log_end !== null ? [state.log_end] : undefined;
    const until = performance.now() + searchMs;
    const { keys, next } = await eraser.find(person, state.after ?? start, {
      maxRows,
      until,
    });
    const advanced = {
      ...state,
      log_end,
      step: next ? state.step : state.step + 1,
      after: next ?? null,
    };
    if (keys.length === 0) {
      return { id, person, state: advanced, stored };
    }
    if (!isLog) {
      person = await this.addCurrentIds(id, person);
    }
    const erased = await this.#batchEraser.erase(eraser, {
      id,
      person,
      keys,
      from: stored,
      state: advanced,
    });
    return { id, person, state: erased, stored: erased };
  }
}

function getDefaultRowsAtOnce(knex: Knex): number {
  return chooseBatchSize(knex, {
    concurrent: BATCH_SIZE,
    blocking: BATCH_SIZE_IN_SQLITE,
  });
}

/** Counts the rows to erase; `isComplete` is false if the time limit ended the search. */
async function countRowsUntil(
  eraser: Eraser,
  person: ErasureSubject,
  until: number,
): Promise<{ rows: number; isComplete: boolean }> {
  let rows = 0;
  let next: ErasurePosition | undefined;
  while (performance.now() < until) {
    const found = await eraser.find(person, next, {
      maxRows: ROWS_PER_COUNT,
      until,
    });
    rows += found.keys.length;
    next = found.next;
    if (!next) {
      return { rows, isComplete: true };
    }
  }
  return { rows, isComplete: false };
}
