import { Page } from 'playwright-core';
import { eventually } from '../harness/eventually';
import { withPortal } from '../harness/withPortal';
import {
  defaultPath,
  loadDepartment,
  openOrganisation,
  readRecordOfMax,
  selectDepartment,
  getWriteStatus,
} from '../harness/organisation';

/** Locates the buttons and links for changes. */
function getWriteControls(page: Page) {
  const name =
    /^(Create|Edit|Move|Delete|Import|Give|Remove|Add|Transfer|End)\b/;
  return page
    .getByRole('button', { name })
    .or(page.getByRole('link', { name }));
}

describe('organisation permissions', () => {
  it(
    'hides write actions and phone numbers from guests, and rejects their changes with 403',
    withPortal(async session => {
      const page = await session.signInAs('gina.guest');
      await openOrganisation(page, 'Departments');
      await selectDepartment(page, 'Payments');
      expect(await getWriteControls(page).count()).toBe(0);
      await page.getByRole('tab', { name: 'Access' }).click();
      await page
        .getByRole('grid', { name: 'Access through Payments' })
        .waitFor();
      expect(await getWriteControls(page).count()).toBe(0);
      await openOrganisation(page, 'People');
      await page.getByRole('grid').waitFor();
      expect(await getWriteControls(page).count()).toBe(0);
      expect(await page.getByRole('checkbox').count()).toBe(0);

      // Control: for admins, the same locator finds buttons and links.
      const admins = await session.signInAs('alex.admin');
      await openOrganisation(admins, 'Departments');
      await selectDepartment(admins, 'Payments');
      await eventually(async () =>
        expect(await getWriteControls(admins).count()).toBe(6),
      );

      const checkout = await loadDepartment(session, 'Checkout');
      const { id, phone } = await readRecordOfMax(session, 'alex.admin');
      expect(phone).toBeDefined();
      expect(await readRecordOfMax(session, 'gina.guest')).not.toHaveProperty(
        'phone',
      );
      expect(await readRecordOfMax(session, 'max.member')).toHaveProperty(
        'phone',
        phone,
      );
      const writes: Array<[string, string, object]> = [
        ['POST', '/departments', { name: 'Mine' }],
        ['PATCH', `/departments/${checkout.id}`, { name: 'Mine' }],
        ['PATCH', `/staff/${id}`, { position: 'Chief' }],
        ['POST', `/staff/${id}/deactivate`, {}],
      ];
      for (const [method, path, body] of writes) {
        expect(
          await getWriteStatus(session, 'gina.guest', [
            method,
            `${defaultPath}${path}`,
            body,
          ]),
        ).toBe(403);
      }
    }),
  );

  it(
    'returns 404 to users who are not in the workspace',
    withPortal(async session => {
      const island = { slug: 'island', name: 'Island', timezone: 'UTC' };
      expect(
        await getWriteStatus(session, 'alex.admin', [
          'POST',
          '/workspaces',
          island,
        ]),
      ).toBe(201);

      for (const path of ['/departments/tree', '/staff', '/staff/export.csv']) {
        const own = await session.callApi(
          'alex.admin',
          `/workspaces/island${path}`,
        );
        expect(own.status).toBe(200);
        await own.text();
        const others = await session.callApi(
          'max.member',
          `/workspaces/island${path}`,
        );
        expect(others.status).toBe(404);
      }
      expect(
        await getWriteStatus(session, 'max.member', [
          'POST',
          '/workspaces/island/departments',
          { name: 'Mine' },
        ]),
      ).toBe(404);
    }),
  );
});
