import fs from 'node:fs';
import { Page } from 'playwright-core';
import { readNumber } from '../harness/dashboards';
import { reportFile } from '../harness/folders';
import { withPortal } from '../harness/withPortal';
import { readPdfWords } from '../harness/readPdfWords';

/** Cards of the template that show one number. */
const CARDS = ['Open', 'Completed, last 7 days', 'Logged, last 30 days'];

/** The page shows 2,318h where the PDF file shows 2318h. */
const removeCommas = (text: string) => text.replace(/,/g, '');

/** Saves a chart as an image; returns the format's name from the start of the file. */
async function exportImage(page: Page, chart: string, format: string) {
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
      await page.getByRole('button', { name: 'Create dashboard' }).click();
      await page.getByText('Team health', { exact: true }).last().click();
      const name = `Health ${Date.now()}`;
      await page.getByRole('textbox', { name: 'Name' }).fill(name);
      await page.getByRole('button', { name: 'Create' }).click();
      await page.getByRole('heading', { name }).waitFor();
      const shownNumbers: string[] = [];
      for (const card of CARDS) {
        shownNumbers.push(removeCommas(await readNumber(page, card)));
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
      const pdfNumbers = CARDS.map(card => words[words.indexOf(card) + 1]);
      expect(pdfNumbers.map(removeCommas)).toEqual(shownNumbers);
      expect(shownNumbers.every(text => /^[1-9]/.test(text))).toBe(true);

      const chart = 'Completed per week';
      expect(await exportImage(page, chart, 'PNG')).toBe('PNG');
      expect(await exportImage(page, chart, 'SVG')).toBe('svg');
    }),
  );
});
