import { Page } from 'playwright-core';
import { axeFindings, overflow, screenshot, variants } from './harness/looks';
import { onStage } from './harness/onStage';
import { PageOptions } from './harness/Stage';
import { rows } from './harness/tracker';

const grid = (page: Page) => page.getByRole('grid').first().waitFor();

/** Every page of Callboard, and what shows that it has loaded. */
const pages: Record<string, [path: string, loaded: (page: Page) => unknown]> = {
  admin: ['/callboard', page => page.getByText('All is well').waitFor()],
  workspaces: ['/callboard/workspaces', grid],
  workspace: ['/callboard/workspaces/default', grid],
  tracker: ['/callboard/activity-tracker', grid],
  'workspace activity': ['/activity', grid],
  'my activity': ['/activity/mine', grid],
  'entity activity': ['/catalog/default/component/web-shop/activity', grid],
  'capture settings': [
    '/settings/activity-capture',
    page => page.getByText('Recording is on.').waitFor(),
  ],
};

describe.each(Object.entries(pages))('the page %s', (name, [path, loaded]) => {
  it.each(variants)(
    'is well in $theme at $width pixels',
    onStage(async (stage, variant: PageOptions) => {
      const page = await stage.signInAs('alex.admin', { ...variant, path });
      await loaded(page);
      await page.waitForLoadState('networkidle');
      await screenshot(page, `${name} ${variant.theme} ${variant.width}`);

      expect(await axeFindings(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }),
  );
});

describe('the sign-in page', () => {
  it.each(variants)(
    'is well in $theme at $width pixels',
    onStage(async (stage, variant: PageOptions) => {
      const page = await stage.open(variant);
      await page.getByRole('button').first().waitFor();

      expect(await axeFindings(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }),
  );
});

describe('the details of an action', () => {
  it.each(variants)(
    'is well in $theme at $width pixels',
    onStage(async (stage, variant: PageOptions) => {
      const page = await stage.signInAs('alex.admin', {
        ...variant,
        path: '/callboard/activity-tracker',
      });
      await rows(page).first().press('Enter');
      await page.getByRole('dialog').waitFor();
      await screenshot(page, `details ${variant.theme} ${variant.width}`);

      expect(await axeFindings(page, '[role=dialog]')).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }),
  );
});
