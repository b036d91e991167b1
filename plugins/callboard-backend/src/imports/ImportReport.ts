import {
  ImportOptions,
  ImportResult,
  RowError,
} from '@callboard/plugin-callboard-common';
import { sortBy, uniq } from 'lodash';
import { fileError } from './fileError';
import { Table, TableRow } from './Table';

type Fate = Pick<
  NonNullable<ImportResult['preview']>[number],
  'outcome' | 'changed' | 'before'
>;

/** How many rows there are, and what became of them. */
export type ImportCounts = Pick<
  ImportResult,
  'rows' | 'created' | 'updated' | 'skipped' | 'failed'
>;

/**
 * What becomes of each row of a file, gathered until it is answered. A row of
 * which nothing is said would change nothing: it is skipped.
 */
export class ImportReport {
  readonly #fates = new Map<number, Fate>();
  readonly #errors: RowError[] = [];

  /**
   * Begins with the rows that cannot be read as a whole.
   *
   * @param columns - those the import knows, and those it cannot do without
   * @throws InputError when one of the latter is not there, or one of the
   * former is there twice
   */
  constructor(
    private readonly table: Table,
    private readonly columns: {
      known: readonly string[];
      required: readonly string[];
    },
  ) {
    const missing = columns.required.filter(
      column => !table.columns.includes(column),
    );
    if (missing.length > 0) {
      throw fileError(`has no column ${missing.join(', ')}`);
    }
    const repeated = table.columns.find(
      (column, index) =>
        columns.known.includes(column) && table.columns.indexOf(column) < index,
    );
    if (repeated) {
      throw fileError(`has more than one column ${repeated}`);
    }
    for (const { row, problems = [], surplus } of table.rows) {
      for (const { field, reason } of problems) {
        if (columns.known.includes(field)) {
          this.fail(row, field, reason);
        }
      }
      if (surplus) {
        this.fail(row, null, 'has more cells than the header has names');
      }
    }
  }

  /** The rows of the file, also those that have failed. */
  get rows(): readonly TableRow[] {
    return this.table.rows;
  }

  /** Says why a row cannot be taken; whatever else is said of it, it fails. */
  fail(row: number, field: string | null, reason: string): void {
    this.#fates.set(row, { outcome: 'failed', changed: [] });
    this.#errors.push({ row, field, reason });
  }

  /** Fails a row in which one of these columns is blank. */
  requireCells(
    { row, cells, problems = [] }: TableRow,
    columns: readonly string[],
  ): void {
    const isReported = (column: string) =>
      problems.some(({ field }) => field === column);
    columns
      .filter(column => !cells[column] && !isReported(column))
      .forEach(column => this.fail(row, column, 'must not be empty'));
  }

  hasFailed(row: number): boolean {
    return this.#fates.get(row)?.outcome === 'failed';
  }

  /** Says that a row makes something new. */
  create(row: number): void {
    this.say(row, { outcome: 'created', changed: [] });
  }

  /**
   * Says that a row changes what exists.
   *
   * @param before - the fields that change, with what they hold now
   */
  update(row: number, before: Record<string, string>): void {
    this.say(row, {
      outcome: 'updated',
      changed: Object.keys(before),
      before,
    });
  }

  /**
   * What is to become of a row that exists already: it is changed, it is
   * skipped, or, when nobody has said, it fails.
   *
   * @param field - by which it was found
   * @returns whether it is to be changed
   */
  takeExisting(
    row: number,
    field: string,
    options: Pick<ImportOptions, 'skip_existing' | 'update_existing'>,
  ): boolean {
    if (!options.skip_existing && !options.update_existing) {
      this.fail(row, field, 'exists already');
    }
    return options.update_existing;
  }

  counts(): ImportCounts {
    const counts = {
      rows: this.table.rows.length,
      created: 0,
      updated: 0,
      skipped: 0,
      failed: 0,
    };
    this.table.rows.forEach(({ row }) => {
      counts[this.fateOf(row).outcome] += 1;
    });
    return counts;
  }

  /** The answer to the import. */
  result({ preview }: Pick<ImportOptions, 'preview'>): ImportResult {
    const { known } = this.columns;
    return {
      ...this.counts(),
      errors: sortBy(this.#errors, 'row'),
      ignored_columns: uniq(this.table.columns).filter(
        column => !known.includes(column),
      ),
      ...(preview
        ? {
            preview: this.table.rows.map(({ row, cells }) => ({
              row,
              values: Object.fromEntries(
                known.flatMap(column =>
                  column in cells ? [[column, cells[column]]] : [],
                ),
              ),
              ...this.fateOf(row),
            })),
          }
        : {}),
    };
  }

  private say(row: number, fate: Fate): void {
    if (!this.hasFailed(row)) {
      this.#fates.set(row, fate);
    }
  }

  private fateOf(row: number): Fate {
    return this.#fates.get(row) ?? { outcome: 'skipped', changed: [] };
  }
}
