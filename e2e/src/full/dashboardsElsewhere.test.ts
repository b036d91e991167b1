import fs from 'node:fs';
import { Page } from 'playwright-core';
import { createDashboard } from '../harness/dashboards';
import { reportFile } from '../harness/folders';
import { takeScreenshot } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { readPdfWords } from '../harness/readPdfWords';
import { readPlainWorksheets } from '../harness/plainSheets';
import { findProject } from '../harness/work';

const TITLE = 'Open work';

const table = {
  widget_type: 'table',
  title: TITLE,
  size: { x: 0, y: 0, width: 12, height: 12 },
  config: {
    x_axis: 'PROJECT',
    group_by: 'PRIORITY',
    filters: { state_groups: ['backlog', 'unstarted', 'started'] },
  },
};

/** Reads the cells of the table on a page, without its header and total. */
async function readTableRows(page: Page): Promise<string[][]> {
  const region = page.getByRole('region', { name: `Data of ${TITLE}` });
  await region.getByRole('row', { name: /^Total / }).waitFor();
  return region
    .locator('tbody tr')
    .evaluateAll(rows =>
      rows.map(row => [...row.children].map(cell => cell.textContent ?? '')),
    );
}

/** Exports the dashboard on a page with an entry of its menu; returns the path of the file. */
async function exportDashboard(page: Page, entry: string, extension: string) {
  await page
    .getByRole('button', { name: 'Export', exact: true })
    .first()
    .click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: entry }).click(),
  ]);
  const file = reportFile(`dashboard ${Date.now()}`, extension);
  await download.saveAs(file);
  return file;
}

describe('dashboard exports and embedded widgets', () => {
  it(
    'exports the numbers that the page shows to XLSX and PDF',
    withPortal(async session => {
      const { id } = await createDashboard(session, [table]);
      const totals = [];
      for (const person of ['alex.admin', 'gina.guest'] as const) {
        const page = await session.signInAs(person, {
          path: `/dashboards/${id}`,
        });
        const rows = await readTableRows(page);
        expect(rows.length).toBeGreaterThan(3);
        totals.push(rows.length);

        const [sheet] = readPlainWorksheets(
          await exportDashboard(page, 'Export all data to Excel', 'xlsx'),
        );
        const cells = sheet.rows.map(row => row.slice(0, rows[0].length));
        expect(cells).toEqual(expect.arrayContaining(rows));

        const words = await readPdfWords(
          fs.readFileSync(await exportDashboard(page, 'Export as PDF', 'pdf')),
        );
        for (const row of rows) {
          const start = words.indexOf(row[0]);
          expect(words.slice(start, start + row.length)).toEqual(row);
        }
      }
      // The admin sees the secret project, too.
      expect(totals[0]).toBeGreaterThan(totals[1]);
    }),
  );

  it(
    'shows a widget on the home page, and only the rows of a system on the system page',
    withPortal(async session => {
      const { name } = await createDashboard(session, [table]);
      const mona = await session.signInAs('mona.manager');
      await mona.getByRole('button', { name: 'Edit', exact: true }).click();
      await mona.getByRole('button', { name: 'Add widget' }).click();
      await mona.getByText('Dashboard widget', { exact: true }).last().click();
      await mona
        .getByRole('button', { name: /settings/i })
        .last()
        .click();
      const settings = mona.getByRole('dialog');
      const choose = async (label: string, option: string) => {
        await settings.getByRole('combobox', { name: label }).click();
        await mona.getByRole('option', { name: option, exact: true }).click();
      };
      await choose('Dashboard', name);
      await choose('Widget', TITLE);
      await settings.getByRole('button', { name: 'Submit' }).click();
      await mona.getByRole('button', { name: 'Save', exact: true }).click();
      const everywhere = await readTableRows(mona);
      await takeScreenshot(mona, 'home with numbers');
      expect(everywhere.length).toBeGreaterThan(3);

      const { entity_ref, name: project } = await findProject(
        session,
        'search=Payments',
      );
      const [kind, rest] = entity_ref.split(':');
      await mona.goto(
        `/catalog/${rest.split('/')[0]}/${kind}/${rest.split('/')[1]}`,
      );
      await mona.getByRole('button', { name: 'Choose a widget' }).click();
      await choose('Dashboard', name);
      await choose('Widget', TITLE);
      await settings.getByRole('button', { name: 'Show widget' }).click();
      const here = await readTableRows(mona);
      await takeScreenshot(mona, 'system with numbers');
      expect(here).toEqual(everywhere.filter(([title]) => title === project));
    }),
  );
});
