/** Actions of a signed-in person in a tested portal, in a real browser. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { step } from '../lib/say.mjs';

const { chromium } = createRequire(join(root, 'e2e/package.json'))(
  'playwright-core',
);

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** On a busy machine everything takes longer. */
export const TIMEOUT_MS = 60_000;

export async function signIn(page) {
  await page.goto('/');
  await enter(page);
}

/** Signs in on the page that a person without a session sees at any address. */
export async function enter(page) {
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Settings' }).first().waitFor();
}

/**
 * Opens a page in a new browser, without cached files.
 *
 * @param url the address of the portal
 * @param browser the result of `findChromium`
 * @param {(page) => Promise<T>} use
 */
export async function withPage(url, browser, use) {
  const instance = await chromium.launch({
    executablePath: browser.executable,
    args: FLAGS,
    env: { ...process.env, ...browser.env },
  });
  try {
    const context = await instance.newContext({
      baseURL: url,
      viewport: { width: 1400, height: 900 },
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(TIMEOUT_MS);
    return await use(await context.newPage());
  } finally {
    await instance.close();
  }
}

const POLL_MS = 3_000;

/**
 * Waits until the Activity Tracker lists an action on the resource with a name. The browser sends
 * page views in batches, seconds later.
 */
export async function waitForActivity(page, action, name) {
  const deadline = Date.now() + TIMEOUT_MS;
  // Searches for the name: the page renders only its first rows, and each visit adds a row.
  const path = `/callboard/activity-tracker?q=${encodeURIComponent(name)}`;
  const row = page
    .getByRole('treegrid', { name: /^Activity/ })
    .locator('[role=row][aria-selected]')
    .filter({ hasText: action })
    .first();
  for (;;) {
    await page.goto(path);
    try {
      await row.waitFor({ timeout: POLL_MS });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

/**
 * Runs actions in a new browser.
 *
 * @param url the address of the portal
 * @param browser the result of `findChromium`
 * @param screenshot the file of the screenshot when an action fails. The names of the other
 *   actions' screenshots consist of this name and a suffix
 * @param {Array<[name: string, action: (page) => Promise<void>]>} actions
 * @throws Error when an action fails, or when the page threw an error
 */
export function runActions(url, browser, screenshot, actions) {
  return withPage(url, browser, async page => {
    const pageErrors = [];
    page.on('pageerror', error =>
      pageErrors.push(error.stack ?? error.message),
    );
    for (const [index, [name, action]] of actions.entries()) {
      await step(`  ${name}`, () => action(page)).catch(async error => {
        await page.screenshot({ path: screenshot }).catch(() => {});
        throw new Error(
          `${name}: ${error.message}\nAt ${page.url()}; see ${screenshot}`,
        );
      });
      const suffix = ` ${index + 1} ${name}.png`;
      await page.screenshot({ path: screenshot.replace(/\.png$/, suffix) });
    }
    if (pageErrors.length > 0) {
      throw new Error(`The page threw:\n${pageErrors.join('\n')}`);
    }
  });
}
