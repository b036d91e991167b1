import { openLegacyApp } from '../harness/legacyApp';
import { withPortal } from '../harness/withPortal';
import { makeItem, findDemoProjectPath } from '../harness/work';

describe('app on the legacy frontend system, installed as docs/install.md describes', () => {
  it(
    'shows the pages, entity tabs, notifications and search of Callboard',
    withPortal(async session => {
      const title = `Works on the legacy system, too, ${Date.now()}`;
      await makeItem(session, await findDemoProjectPath(session), { title });
      const page = await openLegacyApp(session, 'max.member');
      const goTo = (name: string) =>
        page.getByRole('link', { name, exact: true }).first().click();
      for (const name of ['Projects', 'My work', 'Activity', 'Organisation']) {
        await goTo(name);
        await page
          .getByRole('heading', { name, exact: true })
          .first()
          .waitFor();
      }
      // Only admins have the entry of the admin page.
      const admin = page.getByRole('link', {
        name: 'Callboard admin',
        exact: true,
      });
      expect(await admin.count()).toBe(0);

      await page.keyboard.press('Control+k');
      await page
        .getByRole('combobox', { name: /^Search/ })
        .fill('payments-api');
      await page
        .getByRole('option', { name: /payments-api/ })
        .first()
        .waitFor();
      await page.keyboard.press('Escape');

      await page.getByRole('link', { name: /^Notifications/ }).click();
      await page.getByRole('button', { name: 'Archived' }).waitFor();

      await page.goto('/catalog/default/component/payments-api');
      await page.getByRole('tab', { name: 'Work', exact: true }).click();
      await page.getByRole('row', { name: new RegExp(title) }).waitFor();
      await page.getByRole('tab', { name: 'Activity', exact: true }).click();
      await page
        .getByRole('treegrid', { name: /^Activity/ })
        .getByText(title)
        .first()
        .waitFor();
    }),
  );
});
