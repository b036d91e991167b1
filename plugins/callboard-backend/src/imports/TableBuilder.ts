import {
  BadCell,
  RawRow,
  CellProblem,
  ImportTable,
  TableRow,
  MAX_COLUMNS,
  createFileError,
} from './ImportTable';

/** The last row that can be the header. */
export const MAX_HEADER_ROW = 20;

/** The limits of a table, the detection of its header, and the interpretation of its cells. */
export interface TableOptions {
  /** The maximum number of rows below the header. */
  maxRows: number;
  /** @param columns - their names as in `ImportTable` */
  isHeader: (columns: readonly string[]) => boolean;
  /**
   * Whether XLSX cells that show a time become text: `2026-02-28 09:30:00`, `9:30:00` or, for a
   * duration, `26:30:00`. Otherwise, they become a date or a plain number. CSV has no types, so
   * everything is text.
   */
  withTimes?: boolean;
}

/**
 * Builds a table from the rows of a file. The header is the first row that is recognised; the rows
 * above it are skipped. Columns without a name are ignored. Among several with the same name, the
 * last one counts.
 */
export class TableBuilder {
  readonly #rows: TableRow[] = [];
  /** The column name above each cell; empty if the column has none. */
  #header: string[] | undefined;
  /** The first row that is not blank, until a header is recognised. */
  #firstRow: Cell[] | undefined;
  #isHeaderMissing = false;

  constructor(private readonly options: TableOptions) {}

  get hasHeader(): boolean {
    return this.#header !== undefined;
  }

  /** Whether the first rows have no header, so that further rows are ignored. */
  get isHeaderMissing(): boolean {
    return this.#isHeaderMissing;
  }

  /**
   * Adds the next row.
   *
   * @throws InputError if the table has too many rows, or an invalid header
   */
  add({ row, cells }: RawRow): void {
    const values = cells.map(readCell);
    if (!values.some(Boolean) || this.#isHeaderMissing) {
      return;
    }
    if (this.#header) {
      const { maxRows } = this.options;
      if (this.#rows.length === maxRows) {
        throw createFileError(`has more than ${maxRows} rows`);
      }
      this.#rows.push(toTableRow(row, this.#header, values));
    } else if (row <= MAX_HEADER_ROW) {
      this.#firstRow ??= values;
      const isHeader = this.options.isHeader(
        values.map(toColumnName).filter(Boolean),
      );
      this.#header = isHeader ? parseHeader(values) : undefined;
    } else {
      this.#firstRow ??= values;
      this.#isHeaderMissing = true;
    }
  }

  /**
   * Returns the table. Without a recognised header, it has the column names of the first row, and
   * no rows.
   *
   * @throws InputError if the file is blank, or its header is invalid
   */
  finish(): ImportTable {
    const header =
      this.#header ?? (this.#firstRow && parseHeader(this.#firstRow));
    if (!header) {
      throw createFileError('has no header row with column names');
    }
    return { columns: header.filter(Boolean), rows: this.#rows };
  }
}

type Cell = string | BadCell;

/** Error values that spreadsheets show and export. */
const spreadsheetError =
  /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{3,})$/i;

function readCell(cell: Cell | undefined): Cell {
  if (typeof cell !== 'string') {
    return cell ?? '';
  }
  const text = cell.trim();
  return spreadsheetError.test(text)
    ? new BadCell(`contains ${text.slice(0, 20)} instead of a value`)
    : text;
}

function toColumnName(cell: Cell): string {
  return cell instanceof BadCell
    ? ''
    : cell.toLowerCase().replace(/[\s-]+/g, '_');
}

/** @throws InputError for an invalid header */
function parseHeader(cells: Cell[]): string[] {
  if (cells.slice(MAX_COLUMNS).some(Boolean)) {
    throw createFileError(`has more than ${MAX_COLUMNS} columns`);
  }
  const names = cells.slice(0, MAX_COLUMNS);
  const bad = names.find(cell => cell instanceof BadCell);
  if (bad instanceof BadCell) {
    throw createFileError(`has a cell in its header that ${bad.reason}`);
  }
  return names.map(toColumnName);
}

function toTableRow(row: number, header: string[], cells: Cell[]): TableRow {
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
    ...(hasSurplus ? { hasSurplusCells: true } : {}),
  };
}
