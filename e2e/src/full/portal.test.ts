import fs from 'node:fs';
import path from 'node:path';
import { Page } from 'playwright-core';
import { openFromCatalog } from '../harness/catalog';
import { CatalogCount, countInCatalog } from '../harness/countInCatalog';
import { eventually } from '../harness/eventually';
import { takeScreenshot } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { getDemoFolder } from '../harness/Portal';
import { goTo } from '../harness/sidebar';
import { people, Person, signIn, getSignInButton } from '../harness/signIn';

/** Returns the brightness of the page's background, from 0 (black) to 255 (white). */
function measureBrightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const colour = getComputedStyle(document.body).backgroundColor;
    const [red, green, blue] = colour.match(/\d+/g)!.map(Number);
    return (red + green + blue) / 3;
  });
}

describe('portal', () => {
  it(
    'reports ready only when the catalog is complete',
    withPortal(async session => {
      // Counted in the portal that created the demo data, as soon as it was ready.
      const atReady: CatalogCount = JSON.parse(
        fs.readFileSync(path.join(getDemoFolder(), 'catalog.json'), 'utf8'),
      );
      expect(atReady.relations).toBeGreaterThan(0);
      expect(await countInCatalog(session.portal)).toEqual(atReady);
    }),
  );

  it(
    'shows four demo users on the sign-in page',
    withPortal(async session => {
      const page = await session.open();

      for (const person of Object.keys(people) as Person[]) {
        await getSignInButton(page, person).waitFor();
      }

      await expect(page.getByRole('listitem').count()).resolves.toBe(4);
      await takeScreenshot(page, 'sign-in');
    }),
  );

  it(
    'opens an entity from the home page through the catalog',
    withPortal(async session => {
      const page = await session.open();
      await signIn(page, 'max.member');
      await page.getByText('Lantern').first().waitFor();
      await takeScreenshot(page, 'home');

      await openFromCatalog(page, 'Web shop');

      await page.getByText('The shop in the browser').waitFor();
      await takeScreenshot(page, 'entity');
    }),
  );

  it(
    'opens the board of a project from the home page in two clicks',
    withPortal(async session => {
      const page = await session.signInAs('max.member');

      await goTo(page, 'Projects');
      await page.getByRole('link', { name: 'Fulfilment', exact: true }).click();

      await page
        .getByRole('button', { name: 'Board', pressed: true })
        .waitFor();
      await page.getByText('In Progress').first().waitFor();
    }),
  );

  it(
    'shows the signed-in user, and keeps the chosen theme after a reload',
    withPortal(async session => {
      const page = await session.signInAs('mona.manager', {
        path: '/settings',
      });
      await page.getByText('mona.manager@example.com').waitFor();
      expect(await measureBrightness(page)).toBeGreaterThan(200);

      await page.getByRole('button', { name: 'Dark' }).click();
      await eventually(async () =>
        expect(await measureBrightness(page)).toBeLessThan(80),
      );
      await page.reload();
      await page.getByText('mona.manager@example.com').waitFor();

      expect(await measureBrightness(page)).toBeLessThan(80);
    }),
  );

  it(
    'allows a user to sign out and sign in as another user',
    withPortal(async session => {
      const page = await session.signInAs('alex.admin', { path: '/settings' });
      await page.getByRole('button', { name: 'more' }).click();
      await page.getByRole('menuitem', { name: 'Sign Out' }).click();

      await getSignInButton(page, 'gina.guest').click();
      await goTo(page, 'Settings');

      await page.getByText('gina.guest@example.com').waitFor();
    }),
  );
});
