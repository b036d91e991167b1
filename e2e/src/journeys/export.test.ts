import { Workbook, Worksheet } from 'exceljs';
import { countActivity, listActivity, postActivity } from '../harness/activity';
import { reportFile } from '../harness/folders';
import { withPortal } from '../harness/withPortal';
import { readPlainWorksheets } from '../harness/plainSheets';
import { PortalSession } from '../harness/PortalSession';
import {
  applyFilters,
  chooseFilter,
  openTracker,
  getRows,
} from '../harness/tracker';

const columns = [
  'Date/Time',
  'User',
  'User Email',
  'Action',
  'Entity Type',
  'Entity ID',
  'Entity Label',
  'Details/Metadata',
];

const formula = '=HYPERLINK("http://example.com","x")';

/** Exports Max's entries with the button of the Activity Tracker. */
async function exportMax(session: PortalSession) {
  const page = await session.signInAs('alex.admin');
  await openTracker(page);
  await chooseFilter(page, 'Person', 'Max Member');
  await applyFilters(page);
  await page.waitForURL(/user_id=/);
  await getRows(page).first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export to Excel' }).click(),
  ]);
  const file = reportFile('export of Max', 'xlsx');
  await download.saveAs(file);
  const [, start, end] =
    /^Activity_Tracker_(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)\.xlsx$/.exec(
      download.suggestedFilename(),
    )!;
  const filters = `user_id=user:default/max.member&start=${start}&end=${end}`;
  return { file, filters };
}

/** Returns the values of the rows below the header. */
function readBodyRows(sheet: Worksheet) {
  const rows: unknown[][] = [];
  sheet.eachRow((row, number) => {
    if (number > 1) rows.push((row.values as unknown[]).slice(1));
  });
  return rows;
}

describe('Excel export of the Activity Tracker', () => {
  it(
    'exports the same rows as the list, readable by two XLSX readers',
    withPortal(async session => {
      await postActivity(session, 'max.member', {
        action: 'add_note',
        entity_label: formula,
      });
      const { file, filters } = await exportMax(session);
      const list = await listActivity(session, filters);
      const groups = await countActivity(session, filters);

      const workbook = await new Workbook().xlsx.readFile(file);
      expect(workbook.worksheets.map(sheet => sheet.name)).toEqual([
        'Raw',
        'Summary',
      ]);
      const [raw, summary] = workbook.worksheets;
      expect((raw.getRow(1).values as unknown[]).slice(1)).toEqual(columns);
      expect(raw.getCell('A1').font.bold).toBe(true);
      expect(readBodyRows(raw).map(row => [row[3], row[6]])).toEqual(
        list.map(row => [row.action, row.entity_label ?? undefined]),
      );
      const toSeconds = (ms: number) => Math.floor(ms / 1000);
      expect(
        readBodyRows(raw).map(row => toSeconds((row[0] as Date).getTime())),
      ).toEqual(list.map(row => toSeconds(Date.parse(row.created_at))));
      expect(list[0].entity_label).toBe(formula);
      expect(
        readBodyRows(summary).map(([user, date, action, count]) => ({
          user_name: user,
          date: (date as Date).toISOString().slice(0, 10),
          action,
          count,
        })),
      ).toEqual(
        groups.map(({ user_name, date, action, count }) => ({
          user_name,
          date,
          action,
          count,
        })),
      );

      const [plainRaw, plainSummary] = readPlainWorksheets(file);
      expect(plainRaw).toEqual(
        expect.objectContaining({
          name: 'Raw',
          formulas: 0,
          hasFrozenHeader: true,
          filter: `A1:H${list.length + 1}`,
        }),
      );
      expect(plainRaw.rows).toHaveLength(list.length + 1);
      expect(plainRaw.rows[0]).toEqual(columns);
      const counts = plainSummary.rows.slice(1).map(row => Number(row[3]));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.length);
    }),
  );
});
