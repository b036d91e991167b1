import { ErasedTable } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { setTimeout as sleep } from 'timers/promises';
import { Clock } from '../../../clock';
import { isPostgres, writeJson } from '../../../database/dialect';
import { lowestId } from '../../../database/ids';
import { PersonalData } from '../../../database/StoredData';
import { withoutStatementTimeout } from '../../../database/statementTimeout';
import { Batches } from './Batches';
import { ErasedPerson } from './ErasedPerson';
import { countPersonalRows } from './countPersonalRows';
import { Eraser } from './Eraser';
import { ErasureRow, ErasureState } from './ErasureRow';
import { LogEraser } from './LogEraser';
import { readIds } from './readIds';
import { SearchAhead } from './SearchAhead';
import { UnusedTextEraser } from './UnusedTextEraser';

/** How many rows change in one transaction: some tenths of a second of work. */
const ROWS_AT_ONCE = 2_000;

/** SQLite answers nobody meanwhile. */
const ROWS_AT_ONCE_IN_SQLITE = 200;

/** How long it rests after a batch, in parts of the time that took. */
const REST = 0.1;

/**
 * What is under way when a round ends is in the tables by the next: changes that were
 * being made, and what follows from changes of before.
 */
const ROUNDS = 2;

/** How far before a round rows of the log may come late. */
const LATE_MS = 10 * 60_000;

/** How long it searches at once: for so long it does not notice that it has to stop. */
const SEARCH_MS = 250;

/** How long counting may take. */
const COUNT_MS = 5_000;

/** An erasure, how far it is, and how far the database knows that it is. */
interface Underway {
  id: string;
  person: ErasedPerson;
  state: ErasureState;
  stored: ErasureState;
}

/** Erases a person from one table after another, in steps that can be repeated. */
export class ErasureSteps {
  readonly #batches: Batches;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      /** Erase from all tables but those of the log. */
      tables: () => Promise<Eraser[]>;
      log: LogEraser;
      /** For reads that may take long. */
      reader: Knex;
      /** What all tables know about people. */
      personal: readonly PersonalData[];
      rowsAtOnce?: number;
      searchMs?: number;
    },
  ) {
    this.#batches = new Batches(deps.knex);
  }

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
    return countPersonalRows(erasers, this.deps.log, { person, until });
  }

  /**
   * Goes on for a while. What was done is stored with how far it is; that it found nothing,
   * at the end. There are a hundred tables, and most have nothing of a person: a transaction
   * for each would take minutes where the database has much to do.
   *
   * @returns how far it has come; it is all done at the last step
   */
  async run(
    { id, person, state: begun }: ErasureRow & { person: ErasedPerson },
    { until, signal }: { until: number; signal: AbortSignal },
  ): Promise<ErasureState> {
    const erasers = await this.erasers();
    return withoutStatementTimeout(() =>
      this.runUntil({ id, person, state: begun, stored: begun }, erasers, {
        until,
        signal,
      }),
    );
  }

  private async runUntil(
    begun: Underway,
    erasers: readonly Eraser[],
    { until, signal }: { until: number; signal: AbortSignal },
  ): Promise<ErasureState> {
    let underway = begun;
    const goesOn = ({ step, steps }: ErasureState) =>
      step < steps && !signal.aborted && performance.now() < until;
    while (goesOn(underway.state)) {
      const { id, person, state } = underway;
      const eraser = erasers[state.step % erasers.length];
      if (state.after === null && eraser === this.deps.log) {
        underway = { ...underway, person: await this.withNewIds(id, person) };
      }
      underway = await this.runTable(eraser, underway, goesOn);
    }
    const { id, state, stored } = underway;
    return isEqual(state, stored)
      ? state
      : this.#batches.store({ id, from: stored, state });
  }

  private async runTable(
    eraser: Eraser,
    begun: Underway,
    goesOn: (state: ErasureState) => boolean,
  ): Promise<Underway> {
    const search = this.searchOf(eraser, begun.person);
    const { step } = begun.state;
    let underway = begun;
    try {
      while (underway.state.step === step && goesOn(underway.state)) {
        const began = performance.now();
        underway = await this.runSome(eraser, search, underway);
        await sleep(REST * (performance.now() - began));
      }
    } finally {
      await search.end();
    }
    return underway;
  }

  private searchOf(eraser: Eraser, person: ErasedPerson): SearchAhead {
    const { knex, searchMs = SEARCH_MS } = this.deps;
    const { rowsAtOnce: most = defaultRowsAtOnce(knex) } = this.deps;
    return new SearchAhead(
      after =>
        eraser.find(person, after, {
          most,
          until: performance.now() + searchMs,
        }),
      // With SQLite, reads are in this process, too: others would only wait longer.
      { isAhead: isPostgres(knex) },
    );
  }

  /**
   * Adds the ids of the person's records as they are now: somebody may join while they are erased,
   * and the log has to know that it was them. Once their records are erased, nothing tells any more.
   */
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
    const { tables, log, reader } = this.deps;
    return [...(await tables()), log, new UnusedTextEraser(reader)];
  }

  private async runSome(
    eraser: Eraser,
    search: SearchAhead,
    { id, person, state, stored }: Underway,
  ): Promise<Underway> {
    const { clock, log } = this.deps;
    const isLog = eraser === log;
    const log_end =
      isLog && state.after === null
        ? lowestId(clock.now() - LATE_MS)
        : state.log_end;
    const start =
      isLog && state.after === null && state.log_end !== null
        ? [state.log_end]
        : undefined;
    const { keys, next } = await search.findAfter(state.after ?? start);
    const moved = {
      ...state,
      log_end,
      step: next ? state.step : state.step + 1,
      after: next ?? null,
    };
    if (keys.length === 0) {
      return { id, person, state: moved, stored };
    }
    const known = isLog ? person : await this.withNewIds(id, person);
    const erased = await this.#batches.erase(eraser, {
      id,
      person: known,
      keys,
      from: stored,
      state: moved,
    });
    return { id, person: known, state: erased, stored: erased };
  }
}

function defaultRowsAtOnce(knex: Knex): number {
  return isPostgres(knex) ? ROWS_AT_ONCE : ROWS_AT_ONCE_IN_SQLITE;
}
