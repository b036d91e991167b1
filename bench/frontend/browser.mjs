import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { findChromium } from '../../scripts/testing/chromium.mjs';

const { chromium } = createRequire(join(root, 'e2e/package.json'))(
  'playwright-core',
);

/** The portal stores the person chosen on its sign-in page under this key. */
const CHOSEN_PERSON = 'callboard.demo.person';

/**
 * A browser whose caches are on disk, as a person's are, in which a demo person
 * is signed in.
 *
 * @param options.url - of the portal
 * @param options.folder - where its profile goes
 * @param options.person - by the name of their User entity
 * @throws Error where no Chromium can be had
 */
export async function openBrowser({ url, folder, person }) {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const found = await findChromium();
  if (!found) {
    throw new Error('No Chromium was found: set CHROMIUM_PATH to one.');
  }
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found.executable,
    env: { ...process.env, ...found.env },
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    baseURL: url,
    viewport: { width: 1400, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  await context.addInitScript(
    ([key, name]) => window.localStorage.setItem(key, name),
    [CHOSEN_PERSON, person],
  );
  return context;
}

/** The rows of the activity list, without its header and the lines of days. */
export const ACTIVITY_ROW = '[role=treegrid] [role=row][aria-selected]';

/** Before the caches of server and browser hold everything. */
export const WARM_UPS = 3;

/** A browser whose pages record when the selector first matches. */
export async function openWatched({ url, folder, person, selector }) {
  const context = await openBrowser({ url, folder, person });
  await context.addInitScript(noteFirst, selector);
  return context;
}

/** Opens a page, and waits until the watched selector matches. */
export async function openShown(context, path) {
  const page = await context.newPage();
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.firstShown);
  return page;
}

/** Runs in the page: records when the selector first matches. */
function noteFirst(selector) {
  const look = () => {
    if (document.querySelector(selector)) {
      window.firstShown = performance.now();
    } else {
      window.requestAnimationFrame(look);
    }
  };
  look();
}
