import fs from 'node:fs';
import { Page } from 'playwright-core';
import { eventually } from '../harness/eventually';
import { reportFile } from '../harness/folders';
import { runAxe, takeScreenshot } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import {
  defaultPath,
  loadDepartment,
  getDepartmentRow,
  dragDepartment,
  type List,
  openOrganisation,
  read,
  readRecordOfMax,
  selectDepartment,
  getWriteStatus,
} from '../harness/organisation';
import { buildPeopleCsv, toRowNumber } from '../harness/peopleCsv';
import {
  applyFilters,
  chooseFilter,
  readColumn,
  openTracker,
} from '../harness/tracker';

const getAccessSection = (page: Page) =>
  page.getByRole('region', { name: 'Access' });

describe('organisation', () => {
  it(
    'imports a file of 500 people and skips its three invalid rows',
    withPortal(async session => {
      const mistakes = {
        7: { department_code: 'NOPE' },
        250: { email: 'nobody' },
        499: { date_of_joining: '2026-02-30' },
      };
      const file = buildPeopleCsv(500, mistakes);
      const before = await loadDepartment(session, 'Hamburg');
      const viewer = await session.signInAs('max.member');
      await openOrganisation(viewer, 'Departments');
      await getDepartmentRow(viewer, 'Fulfilment centres').press('ArrowRight');
      await getDepartmentRow(viewer, 'Hamburg').waitFor();

      const page = await session.signInAs('alex.admin');
      await openOrganisation(page, 'People');
      await page.getByRole('link', { name: 'Import', exact: true }).click();
      await page.getByLabel('File to import').setInputFiles({
        name: 'people.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(file.text),
      });
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByRole('heading', { name: 'Import preview' }).waitFor();
      const rows = page
        .getByRole('grid', { name: 'Rows of the file' })
        .getByRole('row');
      for (const [position, [index, mistake]] of Object.entries(
        mistakes,
      ).entries()) {
        const shown = await rows.nth(position + 1).innerText();
        const [field] = Object.keys(mistake);
        expect(shown.split(/\s+/)[0]).toBe(String(toRowNumber(Number(index))));
        expect(shown).toMatch(new RegExp(`^${field}\\b`, 'm'));
      }
      await takeScreenshot(page, 'import-preview');

      await page.getByRole('button', { name: 'Import 497 rows' }).click();
      await page.getByRole('heading', { name: 'Import complete' }).waitFor();
      await page.getByText('497 new').waitFor();
      await page.getByText('3 rows were left out').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download rows with errors' }).click(),
      ]);
      const failed = reportFile('failed rows', 'csv');
      await download.saveAs(failed);
      const [header, ...lines] = fs
        .readFileSync(failed, 'utf8')
        .replace('\uFEFF', '')
        .trimEnd()
        .split('\r\n');
      expect(header).toBe(`${file.header},error`);
      expect(lines).toEqual(
        Object.keys(mistakes).map(index =>
          expect.stringMatching(`^${file.lines[Number(index)]},.+`),
        ),
      );

      const { total } = await read<List<unknown>>(
        session,
        'alex.admin',
        `${defaultPath}/staff?search=newcomers.example.com&limit=1`,
      );
      expect(total).toBe(497);
      const after = await loadDepartment(session, 'Hamburg');
      expect(after.staff_count_recursive).toBeGreaterThan(
        before.staff_count_recursive,
      );
      // The viewer sees the change without any action.
      await viewer
        .getByRole('treeitem', {
          name: new RegExp(`^Hamburg,.* ${after.staff_count_recursive} people`),
        })
        .waitFor();
    }),
  );

  it(
    'moves a department dragged in the tree, and shows it below its new parent in the chart',
    withPortal(async session => {
      const search = await loadDepartment(session, 'Search');
      const pricing = await loadDepartment(session, 'Pricing');
      const people =
        search.staff_count_recursive + pricing.staff_count_recursive;
      const page = await session.signInAs('alex.admin');
      await openOrganisation(page, 'Departments');
      await getDepartmentRow(page, 'Commerce').press('ArrowRight');
      expect(
        await getDepartmentRow(page, 'Pricing').getAttribute('aria-level'),
      ).toBe(String(search.level));

      await dragDepartment(page, 'Pricing', 'Search');
      const dialog = page.getByRole('dialog', {
        name: 'Move Pricing to Search?',
      });
      await dialog
        .getByText(`From level ${search.level} to level ${search.level + 1}`)
        .waitFor();
      expect(await runAxe(page, '[role=dialog]')).toEqual([]);
      await dialog.getByRole('button', { name: 'Move', exact: true }).click();

      await page.getByText('Pricing moved').waitFor();
      const newLabel = new RegExp(`^Search,.* ${people} people`);
      await page.getByRole('treeitem', { name: newLabel }).waitFor();
      expect(
        await getDepartmentRow(page, 'Pricing').getAttribute('aria-level'),
      ).toBe(String(search.level + 1));
      expect(await loadDepartment(session, 'Pricing')).toMatchObject({
        parent_id: search.id,
        level: search.level + 1,
      });
      await takeScreenshot(page, 'departments-tree');

      await page.getByRole('button', { name: 'Chart' }).click();
      await page.getByLabel('Search departments').fill('Pricing');
      const above = page.getByRole('button', { name: newLabel });
      const childDepartment = page.getByRole('button', { name: /^Pricing,/ });
      await eventually(async () => {
        const [upper, lower] = [
          await above.boundingBox(),
          await childDepartment.boundingBox(),
        ];
        expect(lower!.y).toBeGreaterThan(upper!.y + upper!.height);
      });
      expect(await runAxe(page)).toEqual([]);
      await takeScreenshot(page, 'departments-chart');
    }),
  );

  it(
    'gives a member access through a department, and revokes it after a transfer',
    withPortal(async session => {
      const mine = await session.signInAs('max.member');
      await openOrganisation(mine, 'My profile');
      await getAccessSection(mine)
        .getByText('Department Checkout')
        .first()
        .waitFor();
      const fulfilmentLink = getAccessSection(mine).getByRole('link', {
        name: 'Fulfilment',
      });
      expect(await fulfilmentLink.count()).toBe(0);

      const page = await session.signInAs('alex.admin');
      await openOrganisation(page, 'Departments');
      await selectDepartment(page, 'Checkout');
      await page.getByRole('tab', { name: 'Access' }).click();
      await page.getByRole('button', { name: 'Give access' }).click();
      const linking = page.getByRole('dialog');
      await linking.getByRole('combobox', { name: 'Project' }).fill('Ful');
      await page
        .getByRole('option', { name: 'Fulfilment', exact: true })
        .click();
      await linking.getByRole('button', { name: 'Give access' }).click();
      await page
        .getByRole('grid', { name: 'Access through Checkout' })
        .getByRole('link', { name: 'Fulfilment' })
        .waitFor();

      await mine.reload();
      await fulfilmentLink.waitFor();
      await takeScreenshot(mine, 'my-profile');

      const { id } = await readRecordOfMax(session, 'alex.admin');
      const checkout = await loadDepartment(session, 'Checkout');
      try {
        await page.getByRole('tab', { name: /^People \(/ }).click();
        await page.getByRole('link', { name: 'Max Member' }).click();
        await page.getByRole('button', { name: 'Transfer' }).click();
        const transfer = page.getByRole('dialog');
        await transfer
          .getByRole('combobox', { name: /Department/ })
          .fill('Legal');
        await page.getByRole('option', { name: /Legal and audit/ }).click();
        await transfer.getByRole('button', { name: 'Transfer' }).click();
        await page.getByText('Max Member is now in Legal and audit').waitFor();

        await mine.reload();
        // In the small demo company, everybody works in a project or two: Max may still be in one.
        await getAccessSection(mine)
          .getByText('You are not in a project yet')
          .or(getAccessSection(mine).getByRole('link'))
          .first()
          .waitFor();
        expect(await fulfilmentLink.count()).toBe(0);
        expect(
          await getAccessSection(mine).getByText('Department Checkout').count(),
        ).toBe(0);

        await openTracker(page);
        await chooseFilter(page, 'Entity type', 'department link');
        await applyFilters(page);
        await eventually(async () => {
          expect((await readColumn(page, 'Action'))[0]).toContain('linked');
          expect((await readColumn(page, 'Entity'))[0]).toContain(
            'Checkout → Fulfilment',
          );
          expect((await readColumn(page, 'Details'))[0]).toContain(
            'Fulfilment',
          );
        });
        await page.getByRole('button', { name: 'Clear', exact: true }).click();
        await chooseFilter(page, 'Action', 'transferred');
        await applyFilters(page);
        await eventually(async () => {
          expect((await readColumn(page, 'Entity'))[0]).toContain('Max Member');
          expect((await readColumn(page, 'Details'))[0]).toMatch(
            /department .+ → .+/,
          );
        });
        await takeScreenshot(page, 'tracker-transfer');
      } finally {
        // In other tests, Max works in the projects of his department.
        expect(
          await getWriteStatus(session, 'alex.admin', [
            'PATCH',
            `${defaultPath}/staff/${id}`,
            { department_id: checkout.id },
          ]),
        ).toBe(200);
      }
    }),
  );
});
