/**
 * `npm run docs:images [NAME …]`: takes pictures of a running portal for `docs/images`, light and
 * dark, either all or the named ones. Start with fresh demo data: the pictures of emails create an
 * email. `PORT` sets the port of the portal.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { views } from './docs-images/views.mjs';
import { PortalClient } from './lib/PortalClient.mjs';
import { root } from './lib/paths.mjs';
import { fail, say } from './lib/say.mjs';
import { findChromium } from './testing/chromium.mjs';

const SIZE = { width: 1440, height: 900 };
const NARROW = { width: 400, height: 900 };

const { chromium } = createRequire(path.join(root, 'e2e/package.json'))(
  'playwright-core',
);

const names = process.argv.slice(2);
const unknown = names.filter(name => !views[name]);
if (unknown.length > 0) {
  fail(
    `Unknown image: ${unknown.join(', ')}`,
    `Available images: ${Object.keys(views).join(', ')}`,
  );
}

const client = PortalClient.find();
const { executable, env } = await findChromium();
const browser = await chromium.launch({
  executablePath: executable,
  env: { ...process.env, ...env },
  args: ['--no-sandbox', '--disable-gpu'],
});

/** Opens a page with a signed-in user; `person` is `Max Member` or the like. */
async function signIn(person, theme, viewport) {
  const context = await browser.newContext({
    baseURL: client.url,
    colorScheme: theme,
    viewport,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: person }).click();
  await page.getByRole('button', { name: /^Notifications/ }).waitFor();
  // Over the sidebar, the pointer would open it.
  await page.mouse.move(viewport.width - 1, viewport.height - 1);
  return page;
}

async function take(name, theme, isNarrow) {
  const { as, path: address, show, clip } = views[name];
  const page = await signIn(as, theme, isNarrow ? NARROW : SIZE);
  const open = typeof address === 'function' ? await address(client) : address;
  await page.goto(open);
  await show(page);
  await page.waitForLoadState('networkidle');
  // Wait for the end of transitions: colours are not final before.
  await sleep(500);
  const file = [name, ...(isNarrow ? ['narrow'] : []), theme].join('-');
  await page.screenshot({
    path: path.join(root, `docs/images/${file}.png`),
    clip: isNarrow ? undefined : clip,
  });
  await page.context().close();
  say(`docs/images/${file}.png`);
}

try {
  for (const name of names.length > 0 ? names : Object.keys(views)) {
    await take(name, 'light', false);
    await take(name, 'dark', false);
    if (views[name].isNarrow) {
      await take(name, 'light', true);
    }
  }
} finally {
  await browser.close();
}
