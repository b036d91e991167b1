import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** How long a gesture lasts, and the time between two of its movements; milliseconds. */
export const GESTURE_MS = 2_000;
export const STEP_MS = 16;

/** A browser whose pages record their frames, and when the selector first matches. */
export async function openWatched({ url, folder, person, selector }) {
  const context = await openBrowser({ url, folder, person });
  await context.addInitScript(noteFrames, selector);
  return context;
}

/** Opens a page, and waits until the watched selector matches. */
export async function openShown(context, path) {
  const page = await context.newPage();
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.firstShown);
  return page;
}

/** Runs `act`, and returns how long each frame took meanwhile, in ms. */
export async function framesDuring(page, act) {
  await sleep(1_000);
  await page.evaluate(() => window.frames.splice(0));
  await act();
  return page.evaluate(() => window.frames);
}

/** Runs in the page: records the frames, and when the selector first matches. */
function noteFrames(selector) {
  window.frames = [];
  let last;
  const look = now => {
    if (!window.firstShown && document.querySelector(selector)) {
      window.firstShown = performance.now();
    }
    if (last !== undefined) window.frames.push(now - last);
    last = now;
    window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
}
