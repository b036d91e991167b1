import { z } from 'zod';
import { ImportReport } from './ImportReport';
import { TableRow } from './Table';

/** The parsed cells of a row; blank cells are absent. */
export type ParsedCells<Shape extends Record<string, z.ZodType>> = {
  [Column in keyof Shape]?: z.output<Shape[Column]>;
};

/**
 * Parses the cells of a row, each by the schema of its column. Each invalid cell is an error of the
 * row.
 */
export function parseCells<Shape extends Record<string, z.ZodType>>(
  report: ImportReport,
  { row, cells }: TableRow,
  shape: Shape,
): ParsedCells<Shape> {
  const values: Record<string, unknown> = {};
  for (const [column, schema] of Object.entries(shape)) {
    const cell = cells[column];
    if (cell) {
      const { data, error } = schema.safeParse(cell);
      if (error) {
        report.fail(row, column, error.issues[0].message);
      } else {
        values[column] = data;
      }
    }
  }
  return values as ParsedCells<Shape>;
}
