import { Worksheet } from 'exceljs';

/** The columns of the `Raw` worksheet and of CSV files. */
export const rawHeader = [
  'Date/Time',
  'User',
  'User Email',
  'Action',
  'Entity Type',
  'Entity ID',
  'Entity Label',
  'Details/Metadata',
];

/** The values of a worksheet, row by row; null for an empty cell. */
export function getCellValues(worksheet: Worksheet, columns: number) {
  const rows: unknown[][] = [];
  worksheet.eachRow(row =>
    rows.push(
      Array.from({ length: columns }, (_, n) => row.getCell(n + 1).value),
    ),
  );
  return rows;
}
