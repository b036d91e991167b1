import { z } from 'zod';
import { ImportReport } from '../../../imports/ImportReport';
import { parseCells } from '../../../imports/parseCells';
import { TableRow } from '../../../imports/Table';
import { WorklogFileFormat } from './WorklogFileFormat';

/** The cells of a row, as they were before the tool wrote them. */
export class RowCells {
  constructor(
    private readonly report: ImportReport,
    private readonly tableRow: TableRow,
    private readonly format: Pick<WorklogFileFormat, 'restore'>,
  ) {}

  get row(): number {
    return this.tableRow.row;
  }

  /** The text of a column; blank where there is none. */
  text(column: string): string {
    const cell = this.tableRow.cells[column] ?? '';
    return cell && this.format.restore ? this.format.restore(cell) : cell;
  }

  /** Of some columns, that which is filled in first. */
  filled(columns: readonly string[] = []): string | undefined {
    return columns.find(column => this.text(column));
  }

  /** The text of the first of some columns that is filled in. */
  firstText(columns?: readonly string[]): string | null {
    const column = this.filled(columns);
    return column === undefined ? null : this.text(column);
  }

  /**
   * What a column holds; undefined for a blank cell, and for one that fails the
   * row.
   */
  read<Schema extends z.ZodType>(
    column: string,
    schema: Schema,
  ): z.output<Schema> | undefined {
    const cells = { [column]: this.text(column) };
    const { row } = this.tableRow;
    return parseCells(this.report, { row, cells }, { [column]: schema })[
      column
    ];
  }

  /** The same; a blank cell fails the row, too. */
  require<Schema extends z.ZodType>(
    column: string,
    schema: Schema,
  ): z.output<Schema> | undefined {
    const { row, problems } = this.tableRow;
    const cells = { [column]: this.text(column) };
    this.report.requireCells({ row, cells, problems }, [column]);
    return this.read(column, schema);
  }
}
