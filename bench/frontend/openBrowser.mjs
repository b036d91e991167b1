import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { findChromium } from '../../scripts/testing/chromium.mjs';

const { chromium } = createRequire(join(root, 'e2e/package.json'))(
  'playwright-core',
);

/** Where the portal keeps who was chosen on its sign-in page. */
const CHOSEN_PERSON = 'callboard.demo.person';

/**
 * A browser whose caches are on disk, as a person's are, in which a demo person
 * is signed in.
 *
 * @param options.url - of the portal
 * @param options.profile - the folder of the browser's own data
 * @param options.person - by the name of their User entity
 * @throws Error where no Chromium can be had
 */
export async function openBrowser({ url, profile, person }) {
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
