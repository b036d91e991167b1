import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { ACTIVITY_ROW, openBrowser } from './browser.mjs';

const GZIP_LEVEL = 6;

/** Nothing more is loaded by a page that loaded nothing for so long. */
const QUIET_MS = 3_000;

/**
 * A script or style sheet that a page has loaded.
 *
 * @typedef {object} LoadedFile
 * @property {string} name - as the bundler named it, with its hash
 * @property {number} bytes - gzipped
 */

/**
 * Opens a page and notes the scripts and style sheets it loads, until it loads
 * no more.
 *
 * @param context - a browser that has nothing in its cache
 * @param path - of the page
 * @param untilShown - waits for what the page shows
 * @returns {Promise<LoadedFile[]>}
 */
async function loadedFiles(context, path, untilShown) {
  const page = await context.newPage();
  const bodies = new Map();
  let last = performance.now();
  page.on('response', response => {
    if (['script', 'stylesheet'].includes(response.request().resourceType())) {
      last = performance.now();
      bodies.set(basename(new URL(response.url()).pathname), response.body());
    }
  });
  await page.goto(path);
  await untilShown(page);
  while (performance.now() - last < QUIET_MS) {
    await sleep(100);
  }
  const files = await Promise.all(
    [...bodies].map(async ([name, body]) => ({
      name,
      bytes: gzipSync(await body, { level: GZIP_LEVEL }).length,
    })),
  );
  await page.close();
  return files;
}

/**
 * How many characters of source each package has in a file, by its source map.
 *
 * @param app - the folder of the package whose app was built
 * @returns {Map<string, number>} empty for a file without one
 */
export function packagesIn(app, { name }) {
  const file = join(app, 'dist/static', `${name}.map`);
  const sizes = new Map();
  if (!existsSync(file)) {
    return sizes;
  }
  const { sources, sourcesContent = [] } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  sources.forEach((source, at) => {
    const owner = packageOf(source);
    const size = sourcesContent[at]?.length ?? 0;
    sizes.set(owner, (sizes.get(owner) ?? 0) + size);
  });
  return sizes;
}

/** The innermost package of a source; Callboard's own by its folder. */
function packageOf(source) {
  const modules = source.split('node_modules/');
  if (modules.length > 1) {
    return /^(@[^/]+\/)?[^/]+/.exec(modules.at(-1))[0];
  }
  return /plugins\/([^/]+)\/src\//.exec(source)?.[1] ?? 'app';
}

/** Pages that show nothing of Callboard, each with what waits for its content. */
export const foreignPages = {
  '/settings': page => page.getByText('alex.admin@example.com').waitFor(),
  '/catalog': page =>
    page
      .getByRole('heading', { name: /^(All|Owned) Components/ })
      .first()
      .waitFor(),
};

export const trackerPage = {
  '/callboard/activity-tracker': page =>
    page.locator(ACTIVITY_ROW).first().waitFor(),
};

/**
 * What each of some pages loads in a browser with an empty cache.
 *
 * @param options.url - of the portal
 * @param options.folder - for the browsers' profiles
 * @param options.pages - their paths, each with what waits for it
 * @returns the loaded files, by path
 */
export async function weigh({ url, folder, pages }) {
  const found = {};
  for (const [path, untilShown] of Object.entries(pages)) {
    const context = await openBrowser({ url, folder, person: 'alex.admin' });
    try {
      found[path] = await loadedFiles(context, path, untilShown);
    } finally {
      await context.close();
    }
  }
  return found;
}
