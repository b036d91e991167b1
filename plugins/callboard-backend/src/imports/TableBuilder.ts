import { BadCell } from './BadCell';
import { fileError } from './fileError';
import { MAX_COLUMNS } from './limits';
import { RawRow } from './RawRow';
import { CellProblem, Table, TableRow } from './Table';

/** A header further down is not looked for. */
export const MAX_HEADER_ROW = 20;

/** What a table may hold, and how its header is recognised. */
export interface TableOptions {
  /** Below the header. */
  maxRows: number;
  /** @param columns - their names as in `Table` */
  isHeader: (columns: readonly string[]) => boolean;
}

/**
 * Builds a table from the rows of a file. The header is the first row that is recognised; the rows above
 * it are skipped. Columns without a name are left out. Of several with one name the last one counts.
 */
export class TableBuilder {
  readonly #rows: TableRow[] = [];
  /** The name above each cell, empty where there is none. */
  #header: string[] | undefined;
  /** The first row that is not blank, while no header was recognised. */
  #first: Cell[] | undefined;
  #isGivenUp = false;

  constructor(private readonly options: TableOptions) {}

  get hasHeader(): boolean {
    return this.#header !== undefined;
  }

  /** There is no header in the first rows, so further rows are ignored. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /**
   * Adds the next row.
   *
   * @throws InputError when it is one too many, or when the header cannot name columns
   */
  add({ row, cells }: RawRow): void {
    const read = cells.map(readCell);
    if (!read.some(Boolean) || this.#isGivenUp) {
      return;
    }
    if (this.#header) {
      const { maxRows } = this.options;
      if (this.#rows.length === maxRows) {
        throw fileError(`has more than ${maxRows} rows`);
      }
      this.#rows.push(rowOf(row, this.#header, read));
    } else if (row <= MAX_HEADER_ROW) {
      this.#first ??= read;
      const isHeader = this.options.isHeader(read.map(nameOf).filter(Boolean));
      this.#header = isHeader ? headerOf(read) : undefined;
    } else {
      this.#first ??= read;
      this.#isGivenUp = true;
    }
  }

  /**
   * Without a recognised header, the table has the names in its first row, and no rows.
   *
   * @throws InputError when the file is blank, or its header cannot name columns
   */
  finish(): Table {
    const header = this.#header ?? (this.#first && headerOf(this.#first));
    if (!header) {
      throw fileError('has no header');
    }
    return { columns: header.filter(Boolean), rows: this.#rows };
  }
}

type Cell = string | BadCell;

/** What a spreadsheet shows and exports in place of a value. */
const spreadsheetError =
  /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{3,})$/i;

function readCell(cell: Cell | undefined): Cell {
  if (typeof cell !== 'string') {
    return cell ?? '';
  }
  const text = cell.trim();
  return spreadsheetError.test(text)
    ? new BadCell(`holds ${text.slice(0, 20)} instead of a value`)
    : text;
}

function nameOf(cell: Cell): string {
  return cell instanceof BadCell
    ? ''
    : cell.toLowerCase().replace(/[\s-]+/g, '_');
}

/** @throws InputError for a header that cannot name columns */
function headerOf(cells: Cell[]): string[] {
  if (cells.slice(MAX_COLUMNS).some(Boolean)) {
    throw fileError(`has more than ${MAX_COLUMNS} columns`);
  }
  const names = cells.slice(0, MAX_COLUMNS);
  const bad = names.find(cell => cell instanceof BadCell);
  if (bad instanceof BadCell) {
    throw fileError(`has a cell in its header that ${bad.reason}`);
  }
  return names.map(nameOf);
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
