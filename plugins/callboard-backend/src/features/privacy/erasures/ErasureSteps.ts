import { ErasedTable } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { setTimeout as sleep } from 'timers/promises';
import { Clock } from '../../../clock';
import {
  isPostgres,
  isUniqueViolation,
  writeJson,
} from '../../../database/dialect';
import { lowestId } from '../../../database/ids';
import { PersonalData } from '../../../database/StoredData';
import { withoutStatementTimeout } from '../../../database/statementTimeout';
import { ErasedPerson } from './ErasedPerson';
import { countRows } from './countRows';
import { Eraser, Place } from './Eraser';
import { ErasureRow, ErasureState } from './ErasureRow';
import { LogEraser } from './LogEraser';
import { readIds } from './readIds';

/** How many rows change in one transaction: some tenths of a second of work. */
const ROWS_AT_ONCE = 2_000;

/** SQLite answers nobody meanwhile. */
const ROWS_AT_ONCE_IN_SQLITE = 200;

/** How long it rests after a batch, in parts of the time that took. */
const REST = 0.2;

/**
 * What is under way when a round ends is in the tables by the next: changes that were
 * being made, and what follows from changes of before.
 */
const ROUNDS = 2;

/** How far before a round rows of the log may come late. */
const LATE_MS = 10 * 60_000;

/**
 * How long it searches before it stores how far it is: the most that is done again after
 * a crash, and for how long it does not notice that it has to stop.
 */
const SEARCH_MS = 250;

/** How long counting may take. */
const COUNT_MS = 5_000;

/** Rows that are erased together. */
interface Batch {
  id: string;
  person: ErasedPerson;
  /** How far it is with them. */
  state: ErasureState;
  keys: readonly Place[];
}

/** Erases a person from one table after another, in steps that can be repeated. */
export class ErasureSteps {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      /** Erase from all tables but the log. */
      tables: () => Promise<Eraser[]>;
      log: LogEraser;
      /** What all tables know about people. */
      personal: readonly PersonalData[];
      rowsAtOnce?: number;
      searchMs?: number;
    },
  ) {}

  /** Where an erasure begins. */
  async begin(): Promise<ErasureState> {
    const erasers = await this.erasers();
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
   * @returns less than there is where counting all would take too long; of the log, all
   * that the person did is counted
   */
  async count(
    person: ErasedPerson,
    until = performance.now() + COUNT_MS,
  ): Promise<{ tables: ErasedTable[]; is_exact: boolean }> {
    const erasers = await this.erasers();
    return countRows(erasers, this.deps.log, { person, until });
  }

  /**
   * Goes on for a while. What was done is stored with how far it is.
   *
   * @returns how far it has come; it is all done at the last step
   */
  async run(
    { id, person, state: begun }: ErasureRow & { person: ErasedPerson },
    { until, signal }: { until: number; signal: AbortSignal },
  ): Promise<ErasureState> {
    const erasers = await this.erasers();
    return withoutStatementTimeout(() =>
      this.runUntil({ id, person, state: begun }, erasers, { until, signal }),
    );
  }

  private async runUntil(
    {
      id,
      person,
      state: begun,
    }: { id: string; person: ErasedPerson; state: ErasureState },
    erasers: readonly Eraser[],
    { until, signal }: { until: number; signal: AbortSignal },
  ): Promise<ErasureState> {
    let state = begun;
    let known = person;
    while (
      state.step < state.steps &&
      !signal.aborted &&
      performance.now() < until
    ) {
      const eraser = erasers[state.step % erasers.length];
      const began = performance.now();
      if (state.after === null) {
        known = await this.withNewIds(id, known);
      }
      state = await this.runSome(eraser, { id, person: known, state });
      await sleep(REST * (performance.now() - began));
    }
    return state;
  }

  /** Somebody may join while they are erased; the log has to know that it was them. */
  private async withNewIds(
    id: string,
    person: ErasedPerson,
  ): Promise<ErasedPerson> {
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

  private async erasers(): Promise<Eraser[]> {
    const tables = await this.deps.tables();
    return [...tables, this.deps.log];
  }

  private async runSome(
    eraser: Eraser,
    {
      id,
      person,
      state,
    }: { id: string; person: ErasedPerson; state: ErasureState },
  ): Promise<ErasureState> {
    const { knex, clock, log } = this.deps;
    const {
      rowsAtOnce = isPostgres(knex) ? ROWS_AT_ONCE : ROWS_AT_ONCE_IN_SQLITE,
      searchMs = SEARCH_MS,
    } = this.deps;
    const isLog = eraser === log;
    const log_end =
      isLog && state.after === null
        ? lowestId(clock.now() - LATE_MS)
        : state.log_end;
    const start =
      isLog && state.after === null && state.log_end !== null
        ? [state.log_end]
        : undefined;
    const { keys, next } = await eraser.find(person, state.after ?? start, {
      most: rowsAtOnce,
      until: performance.now() + searchMs,
    });
    const moved = {
      ...state,
      log_end,
      step: next ? state.step : state.step + 1,
      after: next ?? null,
    };
    if (keys.length === 0) {
      await saveState(knex, id, moved);
      return moved;
    }
    try {
      return await this.erase(eraser, { id, person, state: moved, keys });
    } catch (error) {
      if (!isUniqueViolation(error) || !eraser.remove) {
        throw error;
      }
      return this.eraseEach(eraser, { id, person, state: moved, keys });
    }
  }

  /** One row at a time: what cannot be there twice goes. */
  private async eraseEach(
    eraser: Eraser,
    { keys, ...batch }: Batch,
  ): Promise<ErasureState> {
    let { state } = batch;
    for (const key of keys) {
      state = await this.eraseOne(eraser, { ...batch, state, keys: [key] });
    }
    return state;
  }

  private async eraseOne(eraser: Eraser, one: Batch): Promise<ErasureState> {
    try {
      return await this.erase(eraser, one);
    } catch (error) {
      if (!isUniqueViolation(error)) {
        throw error;
      }
      await this.deps.knex.transaction(tx => eraser.remove!(tx, one.keys[0]));
      return one.state;
    }
  }

  private async erase(
    eraser: Eraser,
    { id, person, state, keys }: Batch,
  ): Promise<ErasureState> {
    return this.deps.knex.transaction(async tx => {
      const rows = await eraser.erase(tx, person, keys, id);
      const counted = {
        ...state,
        tables: add(state.tables, eraser.table, rows),
      };
      await saveState(tx, id, counted);
      return counted;
    });
  }
}

async function saveState(
  knex: Knex,
  id: string,
  state: ErasureState,
): Promise<void> {
  await knex('erasures')
    .where({ id })
    .update({ state: writeJson(state) });
}

function add(
  tables: readonly ErasedTable[],
  table: string,
  rows: number,
): ErasedTable[] {
  const before = tables.find(each => each.table === table)?.rows ?? 0;
  return before + rows === 0
    ? [...tables]
    : [
        ...tables.filter(each => each.table !== table),
        { table, rows: before + rows },
      ];
}
