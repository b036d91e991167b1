/** The first actions of a new user of Callboard, in a real browser. */
import { readFileSync } from 'node:fs';
import { runActions, signIn, waitForActivity } from './browserActions.mjs';

const COMPONENT = 'example-website';
const ITEM = 'Try Callboard';
const DASHBOARD = 'How we deliver';

/** Finds a tab of an entity page: a link in the new frontend system, a tab in the legacy system. */
const findEntityTab = (page, name) =>
  page
    .getByRole('tab', { name, exact: true })
    .or(
      page.locator(
        `a[href$="/${COMPONENT}/${name.toLocaleLowerCase('en-US')}"]`,
        { hasText: name },
      ),
    )
    .first();

async function openComponentActivity(page) {
  await page.goto(`/catalog/default/component/${COMPONENT}`);
  await page.getByRole('heading', { name: COMPONENT }).first().waitFor();
  await findEntityTab(page, 'Activity').click();
  await page
    .getByRole('button', { name: /^Export/ })
    .first()
    .waitFor();
}

async function createWorkItem(page) {
  await findEntityTab(page, 'Work').click();
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('button', { name: 'Create work item' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Title/).fill(ITEM);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('row', { name: new RegExp(ITEM) }).waitFor();
}

/** Follows the first link with a name. It is in the sidebar; breadcrumbs may contain another. */
const goTo = (page, name) =>
  page.getByRole('link', { name, exact: true }).first().click();

const PAGES = [
  'Projects',
  'Organisation',
  'Activity',
  'My work',
  'Dashboards',
  'Analytics',
];

async function openPages(page) {
  for (const name of PAGES) {
    await goTo(page, name);
    await page.getByRole('heading', { name, exact: true }).first().waitFor();
  }
}

/** Creates a dashboard. Its charts count the work item created before. */
async function createDashboard(page) {
  await goTo(page, 'Dashboards');
  await page.getByRole('button', { name: 'Create dashboard' }).click();
  await page.getByText('Delivery', { exact: true }).last().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(DASHBOARD);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: DASHBOARD }).waitFor();
  // The code of charts is loaded with the first chart.
  await page
    .getByRole('img', { name: /: \d+ values/ })
    .first()
    .waitFor();
}

/** Uses the bell in the header of the new frontend system, or the link in the legacy sidebar. */
async function openNotifications(page) {
  const panel = page.getByRole('dialog', { name: /^Notifications/ });
  const bell = page.getByRole('button', { name: /^Notifications/ });
  const link = page.getByRole('link', { name: /^Notifications/ });
  await bell.or(link).first().waitFor();
  await ((await bell.count()) > 0 ? bell : link).first().click();
  await panel
    .getByRole('link', { name: 'See all' })
    .or(page.getByRole('button', { name: 'Archived' }))
    .first()
    .waitFor();
  if (await panel.isVisible()) {
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  }
}

async function openSettings(page) {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'Page view recording' }).click();
  await page.getByLabel('Record my page views').waitFor();
}

async function openAdminPage(page) {
  await goTo(page, 'Callboard admin');
  await page.getByRole('heading', { name: 'Callboard admin' }).waitFor();
  await page.getByText('Healthy').waitFor();
}

async function checkIntegrity(page) {
  await page
    .getByRole('link', { name: /^Integrity/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('The log is intact').waitFor();
}

async function findThisSession(page) {
  await waitForActivity(page, 'viewed', COMPONENT);
  await waitForActivity(page, 'created', ITEM);
}

async function downloadExport(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export to Excel' }).click(),
  ]);
  const content = readFileSync(await download.path());
  // A workbook is a zip file.
  if (content.subarray(0, 2).toString() !== 'PK') {
    throw new Error(
      `${download.suggestedFilename()} begins with ${content.subarray(0, 20)}`,
    );
  }
}

const actions = [
  ['sign in', signIn],
  ['an entity page has the Activity tab', openComponentActivity],
  ['a work item can be created on the Work tab', createWorkItem],
  ['the other pages open', openPages],
  ['a dashboard can be created from a template', createDashboard],
  ['the bell leads to the notifications', openNotifications],
  ['the settings offer to stop page view recording', openSettings],
  ['the admin page opens and shows a healthy system', openAdminPage],
  ['the log can be checked', checkIntegrity],
  ['the Activity Tracker shows this session', findThisSession],
  ['the export can be downloaded', downloadExport],
];

/** Tests a portal. The parameters are those of `runActions` without `actions`. */
export const smokeTest = (...portal) => runActions(...portal, actions);
