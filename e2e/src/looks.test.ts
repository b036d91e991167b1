import { Page } from 'playwright-core';
import { flawsOf } from './harness/looks';
import { onStage } from './harness/onStage';
import { startOfTimer } from './harness/time';
import { rows } from './harness/tracker';

const grid = (page: Page) => page.getByRole('grid').first().waitFor();
const log = (page: Page) => page.getByRole('treegrid').waitFor();
const list = (name: string) => (page: Page) =>
  page.getByRole('list', { name }).getByRole('listitem').first().waitFor();

/** Every page of Callboard, and what shows that it has loaded. */
const pages: Record<
  string,
  [path: string, loaded: (page: Page) => Promise<void>]
> = {
  home: ['/', list('My work')],
  projects: [
    '/projects',
    page => page.getByRole('link', { name: 'Board' }).first().waitFor(),
  ],
  admin: ['/callboard', page => page.getByText('All is well').waitFor()],
  workspaces: ['/callboard/workspaces', grid],
  workspace: ['/callboard/workspaces/default', grid],
  webhooks: [
    '/callboard/webhooks',
    page => page.getByRole('link', { name: 'Create webhook' }).waitFor(),
  ],
  'new webhook': [
    '/callboard/webhooks/create',
    page => page.getByText('"work_item.create"').waitFor(),
  ],
  'critical events': ['/callboard/critical-events', list('Rules')],
  assistants: ['/callboard/assistants', grid],
  tracker: ['/callboard/activity-tracker', log],
  'workspace activity': ['/activity', log],
  'my activity': ['/activity/mine', log],
  'entity activity': ['/catalog/default/component/web-shop/activity', log],
  notifications: [
    '/notifications',
    page => page.getByRole('search', { name: 'Filters' }).waitFor(),
  ],
  'notification preferences': [
    '/notifications/preferences',
    page => page.getByRole('table').waitFor(),
  ],
  'capture settings': [
    '/settings/activity-capture',
    page => page.getByText('Recording is on.').waitFor(),
  ],
};

describe('the pages', () => {
  // A browser that has shown one page shows the next much sooner.
  it(
    'are well in light, dark and narrow',
    onStage(async stage => {
      const page = await stage.signInAs('alex.admin');
      const flaws: string[] = [];
      for (const [title, [path, loaded]] of Object.entries(pages)) {
        flaws.push(...(await flawsOf(page, { title, path, loaded })));
      }
      expect(flaws).toEqual([]);
    }),
    6 * 60_000,
  );
});

describe('the page', () => {
  it(
    'to sign in on is well in light, dark and narrow',
    onStage(async stage => {
      const page = await stage.open();
      const look = {
        title: 'sign-in',
        path: '/',
        loaded: () => page.getByRole('button').first().waitFor(),
      };
      expect(await flawsOf(page, look)).toEqual([]);
    }),
  );

  it(
    'to find anything on is well in light, dark and narrow',
    onStage(async stage => {
      const page = await stage.signInAs('alex.admin');
      const look = {
        title: 'find anything',
        path: '/projects',
        loaded: async () => {
          const field = page.getByRole('combobox', { name: /^Find/ });
          // A page listens once it is there, and is hidden behind the search.
          const board = page.getByRole('link', { name: 'Board' });
          await field.or(board).first().waitFor();
          if (!(await field.isVisible())) {
            await page.keyboard.press('Control+k');
          }
          await field.fill('pay');
          await page.getByRole('option').first().waitFor();
        },
        within: '[role=dialog]',
        fullPage: false,
      };
      expect(await flawsOf(page, look)).toEqual([]);
    }),
  );

  it(
    'with the bell open is well in light, dark and narrow',
    onStage(async stage => {
      const page = await stage.signInAs('alex.admin');
      const look = {
        title: 'bell',
        path: '/projects',
        loaded: async () => {
          await page.getByRole('link', { name: 'Board' }).first().waitFor();
          const panel = page.getByRole('dialog', { name: 'Notifications' });
          if (!(await panel.isVisible())) {
            // The header is whole once it is there.
            await startOfTimer(page).waitFor();
            await page
              .getByRole('button', { name: /^Notifications/ })
              .click({ timeout: 10_000 });
          }
          await panel.getByRole('link', { name: 'See all' }).waitFor();
        },
        within: '[role=dialog]',
        fullPage: false,
      };
      expect(await flawsOf(page, look)).toEqual([]);
    }),
  );

  it(
    'with the details of an action is well in light, dark and narrow',
    onStage(async stage => {
      const page = await stage.signInAs('alex.admin');
      const look = {
        title: 'details',
        path: '/callboard/activity-tracker',
        loaded: async () => {
          // The address keeps it open.
          if (!new URL(page.url()).searchParams.has('row')) {
            await rows(page).first().press('Enter');
          }
          await page.getByRole('dialog').waitFor();
        },
        within: '[role=dialog]',
      };
      expect(await flawsOf(page, look)).toEqual([]);
    }),
  );
});
