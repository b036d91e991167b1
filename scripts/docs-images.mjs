/**
 * `npm run docs:images [NAME …]`: takes the pictures of the documents from a running portal with
 * fresh demo data; with names, only these pictures. Deletes the pictures that no document shows.
 * `PORT` sets the port of the portal.
 *
 * `--check` only lists the outdated pictures: their page has changed since they were taken. Exits
 * with 1 if a picture is outdated, or if `views` has no entry for a picture.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  deleteUnused,
  listPictures,
  listStale,
  recordPage,
} from './docs-images/pictures.mjs';
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

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const pictures = listPictures();
const unknown = [
  ...pictures.map(({ name }) => name).filter(name => !views[name]),
  ...positionals.filter(name => !pictures.some(one => one.name === name)),
];
if (unknown.length > 0) {
  fail(
    `Unknown picture: ${unknown.join(', ')}`,
    `Known: ${Object.keys(views).join(', ')}`,
  );
}

/** Ends the process with an error if a picture is older than its page. */
function check() {
  const stale = listStale(pictures, views);
  if (stale.length > 0) {
    fail(
      `These pictures are older than their pages: ${stale
        .map(({ file }) => file)
        .join(', ')}`,
      'Take them again: npm start, then npm run docs:images',
    );
  }
}

if (values.check) {
  check();
  process.exit();
}

const client = PortalClient.find();
const { executable, env } = await findChromium();
const browser = await chromium.launch({
  executablePath: executable,
  env: { ...process.env, ...env },
  args: ['--no-sandbox', '--disable-gpu'],
});

/** Opens a page with a signed-in user; `person` is the display name, such as `Max Member`. */
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
  // A pointer over the sidebar would open it.
  await page.mouse.move(viewport.width - 1, viewport.height - 1);
  return page;
}

async function takePicture({ name, theme, isNarrow, file }) {
  const { as, path: address, show, clip } = views[name];
  const page = await signIn(as, theme, isNarrow ? NARROW : SIZE);
  const url = typeof address === 'function' ? await address(client) : address;
  await page.goto(url);
  await show(page);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () => !document.querySelector('main .MuiSkeleton-root'),
  );
  // Until transitions have ended, colours are not final.
  await sleep(500);
  await page.screenshot({
    path: path.join(root, file),
    clip: isNarrow ? undefined : clip,
  });
  await page.context().close();
  recordPage({ file, name }, views);
  say(file);
}

try {
  const isChosen = ({ name }) =>
    positionals.length === 0 || positionals.includes(name);
  for (const picture of pictures.filter(isChosen)) {
    await takePicture(picture);
  }
} finally {
  await browser.close();
}
deleteUnused(pictures);
check();
