import { Workbook, Worksheet } from 'exceljs';
import {
  PersonName,
  TestCallboard,
} from '../../../../__testUtils__/startCallboard';

/** Downloads a file as a person. */
export async function download(
  callboard: TestCallboard,
  who: PersonName,
  path: string,
  requestHeaders: Record<string, string> = {},
): Promise<{ bytes: Buffer; headers: Record<string, string> }> {
  const { body, headers } = await callboard
    .as(who)
    .get(path)
    .set(requestHeaders)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', chunk => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  return { bytes: body, headers };
}

/** Parses the worksheets of a spreadsheet. */
export async function readWorksheets(bytes: Buffer): Promise<Worksheet[]> {
  const workbook = new Workbook();
  // The types of exceljs use an older Buffer.
  await workbook.xlsx.load(bytes as any);
  return workbook.worksheets;
}

/** Returns the cell values of a worksheet by row. */
export function getWorksheetCells(worksheet: Worksheet): unknown[][] {
  const rows: unknown[][] = [];
  worksheet.eachRow({ includeEmpty: true }, row => {
    const values = Array.from(
      { length: worksheet.actualColumnCount },
      (_, index) => row.getCell(index + 1).value ?? null,
    );
    rows.push(values);
  });
  return rows;
}
