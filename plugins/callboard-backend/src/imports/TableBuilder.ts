import { uniq } from 'lodash';
import {
  BadCell,
  RawRow,
  CellProblem,
  ImportTable,
  TableRow,
  MAX_COLUMNS,
  createFileError,
  createTextRecord,
  findSpreadsheetError,
  MAX_ROW_PROBLEMS,
} from './ImportTable';

/** The number of the last row that can be the header. */
export const MAX_HEADER_ROW = 20;

/** The limits of a table, the detection of its header, and the interpretation of its cells. */
export interface TableOptions {
  /** The maximum number of rows below the header. */
  maxRows: number;
  /** Whether a row with these names, as in `ImportTable`, is the header. */
  isHeader: (columns: readonly string[]) => boolean;
  /**
   * Whether `readTable` also reads a file without a recognised header. The first row with several
   * names is then its header.
   */
  acceptsAnyHeader?: boolean;
  /**
   * Whether XLSX cells that show a time become text: `2026-02-28 09:30:00`, `9:30:00` or, for a
   * duration, `26:30:00`. Otherwise, they become a date or a plain number. CSV has no types, so
   * everything is text.
   */
  withTimes?: boolean;
  maxColumns?: number;
  /**
   * Selects the columns whose cells and problems the table contains; by default, all columns.
   * `ImportTable.columns` contains all names.
   */
  selectColumns?: (columns: readonly string[]) => readonly string[];
  /**
   * Whether to join the cells of columns with the same name, one per line. By default, the last
   * column counts.
   */
  joinRepeatedColumns?: boolean;
}

const tooManyProblems: CellProblem = {
  field: null,
  reason: `has more than ${MAX_ROW_PROBLEMS} invalid cells`,
};

/**
 * Builds a table from the rows of a file. The header is the first row that is recognised; the rows
 * above it are skipped. Columns without a name are ignored. Among columns with the same name, the
 * last column counts, unless `joinRepeatedColumns` is set.
 */
export class TableBuilder {
  readonly #rows: TableRow[] = [];
  /** The column name above each cell; empty if the column has none. */
  #header: string[] | undefined;
  /** Like `#header`, but also empty for columns that are not selected. */
  #selected: string[] = [];
  /** The first row that is not blank. Without a recognised header, it names the columns. */
  #firstRow: Cell[] | undefined;
  /** Whether no row up to `MAX_HEADER_ROW` is a header, so that further rows are ignored. */
  isHeaderMissing = false;
  readonly #problems = new Map<string, CellProblem>();

  constructor(private readonly options: TableOptions) {}

  get hasHeader(): boolean {
    return this.#header !== undefined;
  }

  /** @throws InputError if the table has too many rows, or an invalid header */
  add({ row, cells, problem }: RawRow): void {
    const values = problem ? [] : cells.map(readCell);
    const isIgnored = problem ? !this.#header : !values.some(Boolean);
    if (isIgnored || this.isHeaderMissing) {
      return;
    }
    if (this.#header) {
      const { maxRows, joinRepeatedColumns = false } = this.options;
      if (this.#rows.length === maxRows) {
        throw createFileError(`has more than ${maxRows} rows`);
      }
      const problems = problem
        ? [{ field: null, reason: problem }]
        : this.listProblems(values);
      this.#rows.push({
        ...toTableRow(
          { row, cells },
          values,
          this.#selected,
          joinRepeatedColumns,
        ),
        ...(problems.length > 0 && { problems }),
      });
      return;
    }
    this.#firstRow ??= values;
    if (row > MAX_HEADER_ROW) {
      this.isHeaderMissing = true;
    } else if (this.options.isHeader(findColumnNames(values))) {
      this.#header = this.parseHeader(values);
      this.#selected = this.selectColumns(this.#header);
    }
  }

  /**
   * Returns the table. Without a recognised header, the table has the column names of the first
   * non-blank row, and no rows.
   *
   * @throws InputError if the file is blank, or its header is invalid
   */
  finish(): ImportTable {
    const header =
      this.#header ?? (this.#firstRow && this.parseHeader(this.#firstRow));
    if (!header) {
      throw createFileError('has no header row with column names');
    }
    const columns = header.filter(Boolean);
    return {
      columns: this.options.joinRepeatedColumns ? uniq(columns) : columns,
      rows: this.#rows,
    };
  }

  /** Lists the problems of a row. Equal problems of several rows share one object, to save memory. */
  private listProblems(cells: Cell[]): CellProblem[] {
    const problems = new Set<CellProblem>();
    for (const [index, field] of this.#selected.entries()) {
      const cell = cells[index];
      if (field && cell instanceof BadCell) {
        const key = `${field}\n${cell.reason}`;
        const problem = this.#problems.get(key) ?? {
          field,
          reason: cell.reason,
        };
        this.#problems.set(key, problem);
        problems.add(problem);
      }
      if (problems.size > MAX_ROW_PROBLEMS) {
        return [tooManyProblems];
      }
    }
    return [...problems];
  }

  private selectColumns(header: string[]): string[] {
    const { selectColumns } = this.options;
    if (!selectColumns) {
      return header;
    }
    const selected = new Set(selectColumns(header));
    return header.map(name => (selected.has(name) ? name : ''));
  }

  /** @throws InputError for an invalid header */
  private parseHeader(cells: Cell[]): string[] {
    const { maxColumns = MAX_COLUMNS } = this.options;
    if (cells.slice(maxColumns).some(Boolean)) {
      throw createFileError(`has more than ${maxColumns} columns`);
    }
    const names = cells.slice(0, maxColumns);
    const bad = names.find(cell => cell instanceof BadCell);
    if (bad instanceof BadCell) {
      throw createFileError(`has a cell in its header that ${bad.reason}`);
    }
    return names.map(cell =>
      cell instanceof BadCell ? '' : toColumnName(cell),
    );
  }
}

type Cell = string | BadCell;

function readCell(cell: Cell | undefined): Cell {
  if (typeof cell !== 'string') {
    return cell ?? '';
  }
  const text = cell.trim();
  const error = findSpreadsheetError(text);
  return error ? new BadCell(`contains ${error} instead of a value`) : text;
}

/** The column names that a row would have as a header. */
export function findColumnNames(cells: RawRow['cells']): string[] {
  return cells
    .map(readCell)
    .flatMap(cell =>
      cell instanceof BadCell || !cell ? [] : toColumnName(cell),
    );
}

/** The name of a column as in `ImportTable`. */
export function toColumnName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Columns with text of several lines. As in the API, their outer white space is retained. */
const multiLineColumns = ['notes', 'description'];

function toTableRow(
  { row, cells: rawCells }: RawRow,
  cells: Cell[],
  header: string[],
  joinRepeatedColumns: boolean,
): TableRow {
  const values = header.flatMap((field, index): Array<[string, string]> => {
    if (!field) {
      return [];
    }
    const cell = cells[index] ?? '';
    if (!cell || cell instanceof BadCell) {
      return [[field, '']];
    }
    const isMultiLine = multiLineColumns.includes(field);
    return [[field, isMultiLine ? String(rawCells[index]) : cell]];
  });
  const hasSurplus = cells.slice(header.length).some(Boolean);
  return {
    row,
    cells: joinRepeatedColumns ? joinCells(values) : createTextRecord(values),
    ...(hasSurplus && { hasSurplusCells: true }),
  };
}

/**
 * Joins the cells of columns with the same name, one per line. Omits blank cells, because wide files
 * with repeated columns have many.
 */
function joinCells(values: Array<[string, string]>): Record<string, string> {
  const cells = new Map<string, string>();
  for (const [field, cell] of values) {
    if (cell) {
      const earlier = cells.get(field);
      cells.set(field, earlier === undefined ? cell : `${earlier}\n${cell}`);
    }
  }
  return createTextRecord(cells);
}
