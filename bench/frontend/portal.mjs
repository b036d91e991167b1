import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildApp, isAppStale } from '../../scripts/lib/appBuild.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { PortalClient } from '../../scripts/lib/PortalClient.mjs';
import { PortalProcess } from '../../scripts/lib/PortalProcess.mjs';
import { findFreePort } from '../../scripts/lib/port.mjs';
import { startPortal } from '../../scripts/lib/startPortal.mjs';
import { findChromium } from '../../scripts/testing/chromium.mjs';

const requireOfE2e = createRequire(join(root, 'e2e/package.json'));
const { chromium } = requireOfE2e('playwright-core');

/** Runs something with a portal started like `npm start`, with a year of demo data. */
export async function onPortal(base, run) {
  // Parts share this folder: the first one creates the demo data.
  const folder = join(base, 'frontend');
  fs.mkdirSync(folder, { recursive: true });
  if (isAppStale()) await buildApp();
  const port = await findFreePort(7_307);
  const portal = new PortalProcess({
    port,
    log: join(folder, 'portal.log'),
    args: [],
    settings: {
      APP_CONFIG_backend_database_connection_directory: folder,
      APP_CONFIG_demo_directory: folder,
    },
  });
  const client = new PortalClient(`http://localhost:${port}`);
  await startPortal({ portal, client });
  await run({ url: client.url, folder });
  await portal.stop();
}

export async function signIn(url, person) {
  const client = new PortalClient(url);
  const token = await client.requestToken(person);
  const base = '/api/callboard/workspaces/default';
  return (method, path, body) =>
    client.request(token, method, base + path, body);
}

/** Opens a browser with caches on disk. Its pages record when each selector first matches. */
export async function openBrowser({ url, folder }, person, selectors = {}) {
  const { executable, env } = await findChromium();
  const profile = fs.mkdtempSync(join(folder, 'profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    baseURL: url,
    viewport: { width: 1400, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  // The portal stores the person chosen on its sign-in page under this key.
  const storePerson = name =>
    window.localStorage.setItem('callboard.demo.person', name);
  await context.addInitScript(storePerson, person);
  await context.addInitScript(recordFirstMatches, selectors);
  return context;
}

/** Runs in the page: records when each selector first matches. */
function recordFirstMatches(selectors) {
  window.firstShown = {};
  const check = () => {
    for (const [name, selector] of Object.entries(selectors)) {
      if (document.querySelector(selector)) {
        window.firstShown[name] ??= performance.now();
      }
    }
    window.requestAnimationFrame(check);
  };
  check();
}

/** Opens a page and waits until the selector `first` matches. */
export async function openLoadedPage(context, path) {
  const page = await context.newPage();
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.firstShown.first);
  return page;
}

/** Repeats a run. Omits the first results, which were measured before the caches were full. */
export async function repeat({ fewRounds, passes: warmUps }, run) {
  const results = [];
  while (results.length < warmUps + fewRounds) results.push(await run());
  return results.slice(warmUps);
}

/** Opens a page several times; returns the ms from each navigation to the first matches. */
export const timeLoads = (context, path, sizes, use = async () => {}) =>
  repeat(sizes, async () => {
    const page = await openLoadedPage(context, path);
    await use(page);
    const shown = await page.evaluate(() => window.firstShown);
    await page.close();
    return shown;
  });

export async function getCenter(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}
