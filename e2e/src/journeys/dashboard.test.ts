import fs from 'node:fs';
import { Page } from 'playwright-core';
import { numberOn } from '../harness/dashboards';
import { reportFile } from '../harness/folders';
import { withPortal } from '../harness/withPortal';
import { readPdfWords } from '../harness/readPdfWords';

/** Cards of the template that hold one number. */
const CARDS = ['Open', 'Completed in 7 days', 'Logged in 30 days'];

/** A page writes 2,318h where a document writes 2318h. */
const withoutCommas = (text: string) => text.replace(/,/g, '');

/** Saves a chart as a picture; resolves to the first bytes of the file. */
async function startOfPicture(page: Page, chart: string, format: string) {
  await page.getByRole('button', { name: `Actions for ${chart}` }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: `Export as ${format}` }).click(),
  ]);
  const file = reportFile(chart, format.toLowerCase());
  await download.saveAs(file);
  return fs.readFileSync(file).subarray(1, 4).toString();
}

describe('dashboard', () => {
  it(
    'creates a dashboard from a template, and exports its numbers to PDF and charts to images',
    withPortal(async session => {
      const page = await session.signInAs('mona.manager', {
        path: '/dashboards',
      });
      await page.getByRole('button', { name: 'New dashboard' }).click();
      await page.getByText('Team health', { exact: true }).last().click();
      const name = `Health ${Date.now()}`;
      await page.getByRole('textbox', { name: 'Name' }).fill(name);
      await page.getByRole('button', { name: 'Create' }).click();
      await page.getByRole('heading', { name }).waitFor();
      const shown: string[] = [];
      for (const card of CARDS) {
        shown.push(withoutCommas(await numberOn(page, card)));
      }

      await page
        .getByRole('button', { name: 'Export', exact: true })
        .first()
        .click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: 'Export as PDF' }).click(),
      ]);
      const file = reportFile('dashboard from a template', 'pdf');
      await download.saveAs(file);
      const words = await readPdfWords(fs.readFileSync(file));
      expect(words).toContain(name);
      const written = CARDS.map(card => words[words.indexOf(card) + 1]);
      expect(written.map(withoutCommas)).toEqual(shown);
      expect(shown.every(text => /^[1-9]/.test(text))).toBe(true);

      const chart = 'Completed per week';
      expect(await startOfPicture(page, chart, 'PNG')).toBe('PNG');
      expect(await startOfPicture(page, chart, 'SVG')).toBe('svg');
    }),
  );
});
