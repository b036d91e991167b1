import { z } from 'zod';
import { ImportReport } from '../../../imports/ImportReport';
import { parseCells } from '../../../imports/parseCells';
import { TableRow } from '../../../imports/Table';
import { WorklogFileFormat } from './WorklogFileFormat';

/** The cells of a row, with the tool's escaping removed. */
export class RowCells {
  constructor(
    private readonly report: ImportReport,
    private readonly tableRow: TableRow,
    private readonly format: Pick<WorklogFileFormat, 'restore'>,
  ) {}

  get row(): number {
    return this.tableRow.row;
  }

  /** The text of a column; an empty string where the column is missing. */
  getText(column: string): string {
    const cell = this.tableRow.cells[column] ?? '';
    return cell && this.format.restore ? this.format.restore(cell) : cell;
  }

  /** The first of some columns with a value. */
  findFilledColumn(columns: readonly string[] = []): string | undefined {
    return columns.find(column => this.getText(column));
  }

  /** The text of the first of some columns with a value. */
  findFirstText(columns?: readonly string[]): string | null {
    const column = this.findFilledColumn(columns);
    return column === undefined ? null : this.getText(column);
  }

  /** Parses a column; undefined for a blank cell, and for an invalid one, which fails the row. */
  read<Schema extends z.ZodType>(
    column: string,
    schema: Schema,
  ): z.output<Schema> | undefined {
    const cells = { [column]: this.getText(column) };
    const { row } = this.tableRow;
    return parseCells(this.report, { row, cells }, { [column]: schema })[
      column
    ];
  }

  /** Parses a column; a blank cell fails the row, too. */
  require<Schema extends z.ZodType>(
    column: string,
    schema: Schema,
  ): z.output<Schema> | undefined {
    const { row, problems } = this.tableRow;
    const cells = { [column]: this.getText(column) };
    this.report.requireCells({ row, cells, problems }, [column]);
    return this.read(column, schema);
  }
}
