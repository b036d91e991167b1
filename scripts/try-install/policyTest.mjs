/**
 * Tests that the policies of docs/permissions.md apply in the API and on pages: one denies an
 * action, one denies a page, and one allows reading time in one project only.
 */
import { runActions, signIn } from './browserActions.mjs';
import { callOrThrow, createWorkItem } from './callApi.mjs';

const PROJECT = 'component/default/example-website';
const OTHER_PROJECT = 'system/default/examples';

const PROJECT_PAGE = '/catalog/default/component/example-website';
const OTHER_PROJECT_PAGE = '/catalog/default/system/examples';

const DENIAL = /permission policy of the portal denies access/;

/** Logs time in both projects; returns the path of the work item in the first. */
async function logTime(url) {
  const [path, otherPath] = await Promise.all([
    createWorkItem(url, PROJECT, 'Checkout'),
    createWorkItem(url, OTHER_PROJECT, 'Invoices'),
  ]);
  for (const [item, duration_minutes] of [
    [path, 30],
    [otherPath, 45],
  ]) {
    await callOrThrow(201, url, 'POST', `${item}/worklogs`, {
      duration_minutes,
    });
  }
  return path;
}

async function checkAction(page, url, itemPath) {
  await callOrThrow(403, url, 'DELETE', itemPath);
  const id = itemPath.split('/').pop();
  await page.goto(`${PROJECT_PAGE}/work?item=${id}`);
  await page.getByText('No comments yet').waitFor();
  await page.getByRole('button', { name: 'More actions' }).last().click();
  await page.getByRole('menuitem', { name: 'Archive' }).waitFor();
  if ((await page.getByRole('menuitem', { name: 'Delete' }).count()) > 0) {
    throw new Error('The page offers to delete the work item');
  }
}

async function checkPage(page, url) {
  await callOrThrow(403, url, 'GET', '/admin/activity');
  await page.goto('/callboard');
  await page.getByText('Healthy').waitFor();
  const link = page.getByRole('link', { name: 'Activity Tracker' });
  if ((await link.count()) > 0) {
    throw new Error('The admin page leads to the Activity Tracker');
  }
  await page.goto('/callboard/activity-tracker');
  await page.getByText(DENIAL).waitFor();
}

async function checkCondition(page, url) {
  const { items } = await callOrThrow(
    200,
    url,
    'GET',
    '/workspaces/default/worklogs',
  );
  const minutes = items.map(({ duration_minutes }) => duration_minutes);
  if (minutes.join() !== '30') {
    throw new Error(`The list contains ${minutes.join(' and ')} minutes`);
  }
  await page.goto(`${PROJECT_PAGE}/time`);
  await page.getByText('30m').first().waitFor();
  await page.goto(`${OTHER_PROJECT_PAGE}/time`);
  await page.getByText(DENIAL).waitFor();
}

/** Tests a portal. The parameters are those of `runActions` without `actions`. */
export async function policyTest(url, ...browser) {
  const itemPath = await logTime(url);
  await runActions(url, ...browser, [
    ['sign in', signIn],
    ['a work item cannot be deleted', page => checkAction(page, url, itemPath)],
    ['the Activity Tracker cannot be read', page => checkPage(page, url)],
    ['time can be read in one project only', page => checkCondition(page, url)],
  ]);
}
