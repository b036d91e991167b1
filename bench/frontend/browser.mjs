import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { findChromium } from '../../scripts/testing/chromium.mjs';
import { range } from '../lib/backend.mjs';

const { chromium } = createRequire(join(root, 'e2e/package.json'))(
  'playwright-core',
);

/** A browser with its caches on disk, whose pages record when selectors first match. */
export async function openBrowser({ url, folder }, person, selectors = {}) {
  const { executable, env } = await findChromium();
  const profile = mkdtempSync(join(folder, 'profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    baseURL: url,
    viewport: { width: 1400, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  await context.addInitScript(
    // The portal stores the person chosen on its sign-in page under this key.
    name => window.localStorage.setItem('callboard.demo.person', name),
    person,
  );
  await context.addInitScript(noteFirst, selectors);
  return context;
}

/** Runs in the page: records when each selector first matches. */
function noteFirst(selectors) {
  window.firstShown = {};
  const look = () => {
    for (const [name, selector] of Object.entries(selectors)) {
      if (document.querySelector(selector)) {
        window.firstShown[name] ??= performance.now();
      }
    }
    window.requestAnimationFrame(look);
  };
  look();
}

export async function openShown(context, path, name = 'first') {
  const page = await context.newPage();
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForFunction(key => window.firstShown[key], name);
  return page;
}

/** Before the caches of server and browser hold everything. */
const WARM_UPS = 3;

export async function repeat(count, run) {
  const found = [];
  for (const n of range(WARM_UPS + count)) found.push(await run(n));
  return found.slice(WARM_UPS);
}

/** Opens a page several times; when selectors first matched since each navigation. */
export const timeLoads = (context, path, count, use = async () => {}) =>
  repeat(count, async () => {
    const page = await openShown(context, path);
    await use(page);
    const shown = await page.evaluate(() => window.firstShown);
    await page.close();
    return shown;
  });

export async function middleOf(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}
