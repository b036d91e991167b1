import { BadCell } from './BadCell';
import { fileError } from './fileError';
import { RawRow } from './RawRow';
import { CellProblem, Table, TableRow } from './Table';

/**
 * Makes a table of rows as a file has them. The first row that is not blank is
 * the header; columns without a name have no place in the table. Of several
 * with one name the last one counts.
 */
export class TableBuilder {
  readonly #maxRows: number;
  readonly #maxColumns: number;
  readonly #rows: TableRow[] = [];
  /** The name above each cell, empty where there is none. */
  #header: string[] | undefined;

  constructor(limits: { maxRows: number; maxColumns: number }) {
    this.#maxRows = limits.maxRows;
    this.#maxColumns = limits.maxColumns;
  }

  /**
   * Adds the next row.
   *
   * @throws InputError when it is one too many, or no header to go by
   */
  add({ row, cells }: RawRow): void {
    const trimmed = cells.map(trim);
    if (!trimmed.some(Boolean)) {
      return;
    }
    if (!this.#header) {
      this.#header = headerOf(trimmed, this.#maxColumns);
      return;
    }
    if (this.#rows.length === this.#maxRows) {
      throw fileError(`has more than ${this.#maxRows} rows`);
    }
    this.#rows.push(rowOf(row, this.#header, trimmed));
  }

  /**
   * The table.
   *
   * @throws InputError when there was no header
   */
  finish(): Table {
    if (!this.#header) {
      throw fileError('has no header');
    }
    return { columns: this.#header.filter(Boolean), rows: this.#rows };
  }
}

type Cell = string | BadCell;

function trim(cell: Cell | undefined): Cell {
  return typeof cell === 'string' ? cell.trim() : cell ?? '';
}

/** @throws InputError for a header that cannot name columns */
function headerOf(cells: Cell[], maxColumns: number): string[] {
  if (cells.slice(maxColumns).some(Boolean)) {
    throw fileError(`has more than ${maxColumns} columns`);
  }
  return cells.slice(0, maxColumns).map(cell => {
    if (cell instanceof BadCell) {
      throw fileError(`has a cell in its header that ${cell.reason}`);
    }
    return cell.toLowerCase().replace(/[\s-]+/g, '_');
  });
}

function rowOf(row: number, header: string[], cells: Cell[]): TableRow {
  const problems: CellProblem[] = [];
  const values = header.flatMap((field, index) => {
    if (!field) {
      return [];
    }
    const cell = cells[index] ?? '';
    if (cell instanceof BadCell) {
      problems.push({ field, reason: cell.reason });
      return [[field, '']];
    }
    return [[field, cell]];
  });
  const hasSurplus = cells.slice(header.length).some(Boolean);
  return {
    row,
    cells: Object.fromEntries(values),
    ...(problems.length > 0 ? { problems } : {}),
    ...(hasSurplus ? { surplus: true } : {}),
  };
}
