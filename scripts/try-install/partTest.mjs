/** Tests portals that have only a part of Callboard: its pages work, and nothing else exists. */
import { runActions, signIn, waitForActivity } from './browserActions.mjs';
import { callOrThrow, createWorkItem } from './callApi.mjs';

const COMPONENT = 'component/default/example-website';
const COMPONENT_PAGE = '/catalog/default/component/example-website';

/** All pages of Callboard in the sidebar: the path of each, and an endpoint that it needs. */
const pages = {
  'Callboard admin': ['/callboard', '/me/access'],
  Activity: ['/activity', '/activity?workspace=default'],
  'My time': ['/my-time', '/workspaces/default/timesheet'],
  'Team time': ['/team-time', '/workspaces/default/time-settings'],
  Projects: ['/projects', '/workspaces/default/projects/overview'],
  'My work': ['/my-work', '/workspaces/default/work-items'],
  Organisation: ['/organisation', '/workspaces/default/departments'],
  Dashboards: ['/dashboards', '/workspaces/default/dashboards'],
  Analytics: ['/analytics', '/workspaces/default/dashboards'],
  Notifications: ['/notifications', '/notifications'],
};

/** The tabs of entity pages. */
const tabs = ['activity', 'time', 'work'];

const toTabPath = tab => `${COMPONENT_PAGE}/${tab}`;

async function trackActivity(page) {
  await page.goto(COMPONENT_PAGE);
  await page.locator(`a[href$="${toTabPath('activity')}"]`).click();
  await page
    .getByRole('button', { name: /^Export/ })
    .first()
    .waitFor();
  await waitForActivity(page, 'viewed', 'example-website');
}

async function trackTime(page, url) {
  const item = await createWorkItem(url, COMPONENT, 'Checkout');
  await callOrThrow(201, url, 'POST', `${item}/worklogs`, {
    duration_minutes: 30,
  });
  for (const path of ['/my-time', toTabPath('time')]) {
    await page.goto(path);
    await page.getByText('30m').first().waitFor();
    if ((await page.locator('a[href*="/work?"]').count()) > 0) {
      throw new Error(`${path} links to pages of work items`);
    }
  }
  await page.goto('/callboard/time');
  await page.getByText('Working day length').first().waitFor();
}

/**
 * The parts. `pages` are in the sidebar, `tab` is on entity pages, and `endpoints` are pages that
 * the portal lacks but whose endpoints exist.
 */
export const parts = {
  activity: {
    pages: ['Callboard admin', 'Activity'],
    tab: 'activity',
    tryOut: trackActivity,
    weighedPath: '/activity',
  },
  time: {
    pages: ['Callboard admin', 'My time', 'Team time'],
    // The backend needs work items, because time is logged on them.
    endpoints: ['Projects', 'My work', 'Activity'],
    tab: 'time',
    tryOut: trackTime,
    weighedPath: '/my-time',
  },
};

async function expectLinks(page, what, paths, expected) {
  const counts = await Promise.all(
    paths.map(path => page.locator(`a[href="${path}"]`).count()),
  );
  const shown = paths.filter((_, index) => counts[index] > 0);
  if (shown.join() !== expected.join()) {
    throw new Error(`${what}: ${shown.join(', ')}`);
  }
}

async function checkLinks(page, part) {
  await page.goto(COMPONENT_PAGE);
  await page.locator(`a[href="${toTabPath(part.tab)}"]`).waitFor();
  const paths = Object.values(pages).map(([path]) => path);
  await expectLinks(
    page,
    'The sidebar has links to',
    paths,
    part.pages.map(name => pages[name][0]),
  );
  await expectLinks(page, 'The entity page has tabs', tabs.map(toTabPath), [
    toTabPath(part.tab),
  ]);
}

async function checkOtherPages(page, part) {
  for (const [name, [path]] of Object.entries(pages)) {
    if (!part.pages.includes(name)) {
      await page.goto(path);
      await page
        .getByText(/page not found/i)
        .first()
        .waitFor();
    }
  }
}

async function checkEndpoints(url, part) {
  const served = [...part.pages, ...(part.endpoints ?? [])];
  for (const [name, [, endpoint]] of Object.entries(pages)) {
    if (!served.includes(name)) {
      await callOrThrow(404, url, 'GET', endpoint);
    }
  }
}

/**
 * Tests a portal with one part. After the name, the parameters are those of `runActions` without
 * `actions`.
 *
 * @param {keyof typeof parts} name
 */
export async function partTest(name, url, ...browser) {
  const part = parts[name];
  const failed = [];
  await runActions(url, ...browser, [
    [
      'sign in',
      async page => {
        page.on('response', response => {
          if (
            response.status() >= 400 &&
            response.url().includes('/api/callboard/')
          ) {
            failed.push(`${response.status()} ${response.url()}`);
          }
        });
        await signIn(page);
      },
    ],
    [`the part works: ${name}`, page => part.tryOut(page, url)],
    [
      'the pages open',
      async page => {
        for (const each of part.pages) {
          await page.goto(pages[each][0]);
          await page
            .getByRole('heading', { name: each, exact: true })
            .first()
            .waitFor();
        }
      },
    ],
    [
      'the sidebar and entity pages show nothing else',
      page => checkLinks(page, part),
    ],
    ['other pages are not found', page => checkOtherPages(page, part)],
    ['other endpoints are not found', () => checkEndpoints(url, part)],
  ]);
  if (failed.length > 0) {
    throw new Error(`Requests failed:\n${failed.join('\n')}`);
  }
}
