import { Page } from 'playwright-core';
import { Dashboard, DASHBOARDS } from './dashboards';
import { read } from './organisation';
import {
  waitForBoardLink,
  waitForChart,
  waitForGrid,
  IN_DIALOG,
  IN_WINDOW,
  waitForList,
  waitForLog,
  openDialog,
  PageGroup,
  waitForText,
  toPageState,
} from './pageGroup';
import { timePages } from './timePages';
import { getRows } from './tracker';
import { makeItem, findDemoProjectPath, WORK } from './work';

/** Pages that need only the demo's data. */
const portalPages: PageGroup = {
  title: 'pages of the portal',
  person: 'alex.admin',
  prepare: async () => [
    toPageState('home', '/', waitForList('Items assigned to you')),
    toPageState('projects', '/projects', waitForBoardLink),
    toPageState('admin', '/callboard', waitForText('Healthy')),
    toPageState('workspaces', '/callboard/workspaces', waitForGrid),
    toPageState('workspace', '/callboard/workspaces/default', waitForGrid),
    toPageState('webhooks', '/callboard/webhooks', page =>
      page.getByRole('link', { name: 'Create webhook' }).waitFor(),
    ),
    toPageState(
      'new webhook',
      '/callboard/webhooks/create',
      waitForText('"work_item.create"'),
    ),
    toPageState(
      'critical events',
      '/callboard/critical-events',
      waitForList('Rules'),
    ),
    toPageState('assistants', '/callboard/assistants', waitForGrid),
    toPageState('tracker', '/callboard/activity-tracker', waitForLog),
    toPageState('workspace activity', '/activity', waitForLog),
    toPageState('my activity', '/activity/mine', waitForLog),
    toPageState(
      'entity activity',
      '/catalog/default/component/web-shop/activity',
      waitForLog,
    ),
    toPageState('notifications', '/notifications', page =>
      page.getByRole('search', { name: 'Filters' }).waitFor(),
    ),
    toPageState(
      'notification preferences',
      '/notifications/preferences',
      page => page.getByRole('table').waitFor(),
    ),
    toPageState(
      'capture settings',
      '/settings/activity-capture',
      waitForText('Recording is on.'),
    ),
  ],
};

async function findAnything(page: Page): Promise<void> {
  const field = page.getByRole('combobox', { name: /^Search/ });
  // Once the page shows a board link, it handles keys. An open search hides that link.
  await field
    .or(page.getByRole('link', { name: 'Board' }))
    .first()
    .waitFor();
  if (!(await field.isVisible())) await page.keyboard.press('Control+k');
  await field.fill('pay');
  await page.getByRole('option').first().waitFor();
}

async function openBell(page: Page): Promise<void> {
  await waitForBoardLink(page);
  await openDialog(page, 'Notifications', () =>
    page.getByRole('button', { name: /^Notifications/ }).click(),
  );
  await page
    .getByRole('dialog', { name: 'Notifications' })
    .getByRole('link', { name: 'See all' })
    .waitFor();
}

async function openDetails(page: Page): Promise<void> {
  // If the address names a row, the drawer is already open.
  if (!new URL(page.url()).searchParams.has('row')) {
    await getRows(page).first().press('Enter');
  }
  await page.getByRole('dialog').waitFor();
}

const dialogs: PageGroup = {
  title: 'dialogs over pages',
  person: 'alex.admin',
  prepare: async () => [
    toPageState('find anything', '/projects', findAnything, IN_DIALOG),
    toPageState('bell', '/projects', openBell, IN_DIALOG),
    toPageState('details', '/callboard/activity-tracker', openDetails, {
      within: '[role=dialog]',
    }),
  ],
};

/** The demo's people; pages with many people or none are in `full/largeOrganisation`. */
const organisation: PageGroup = {
  title: 'an organisation',
  person: 'alex.admin',
  prepare: async () =>
    [
      toPageState('departments', '/organisation/departments', page =>
        page.getByRole('treeitem').first().waitFor(),
      ),
      toPageState('people', '/organisation/people', waitForGrid),
      toPageState(
        'my profile',
        '/organisation/me',
        waitForText(/The projects you are in/),
      ),
      toPageState('people import', '/organisation/people/import', page =>
        page.getByRole('button', { name: 'Preview' }).waitFor(),
      ),
    ].map(pageState => ({ ...pageState, ...IN_WINDOW })),
};

const work: PageGroup = {
  title: "a component's work",
  person: 'alex.admin',
  prepare: async session => {
    const item = await makeItem(session, await findDemoProjectPath(session), {
      title: 'Keep the receipts of refunds',
      description: '## Why\n\nAccountants ask for them.\n\n- [ ] Ask them',
    });
    return [
      toPageState('work list', WORK, waitForText('Backlog'), IN_WINDOW),
      toPageState(
        'work board',
        `${WORK}?view=board`,
        waitForText('Backlog'),
        IN_WINDOW,
      ),
      toPageState(
        'work drawer',
        `${WORK}?item=${item.id}`,
        waitForText('Accountants ask for them.'),
        IN_DIALOG,
      ),
      toPageState(
        'work settings',
        `${WORK}?view=settings`,
        waitForText('In Review'),
        IN_WINDOW,
      ),
      toPageState('work mine', '/my-work', waitForText('Open'), IN_WINDOW),
    ];
  },
};

const dashboards: PageGroup = {
  title: 'a dashboard and the pages around it',
  person: 'alex.admin',
  prepare: async session => {
    const { items } = await read<{ items: Dashboard[] }>(
      session,
      'mona.manager',
      `${DASHBOARDS}?search=Team health`,
    );
    const health = `/dashboards/${items[0].id}`;
    return [
      toPageState(
        'dashboards',
        '/dashboards',
        page => page.getByRole('link', { name: 'Delivery' }).first().waitFor(),
        IN_WINDOW,
      ),
      toPageState('dashboard', health, waitForChart, IN_WINDOW),
      toPageState(
        'widget editor',
        `${health}?mode=edit&widget=new`,
        page =>
          page
            .getByRole('dialog')
            .getByRole('img', { name: /in total/ })
            .waitFor(),
        IN_DIALOG,
      ),
      toPageState(
        'analytics',
        '/analytics?tab=work',
        page => page.getByRole('row', { name: /payments-api/ }).waitFor(),
        IN_WINDOW,
      ),
    ];
  },
};

/** All pages of Callboard that a signed-in user can open, except `workPages`. */
export const adminPages: PageGroup[] = [portalPages, dialogs, organisation];

/** The pages of projects, time and dashboards. */
export const workPages: PageGroup[] = [work, dashboards, ...timePages];
