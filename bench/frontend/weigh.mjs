import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { appFolder } from '../../scripts/lib/paths.mjs';
import { atMost, equals } from '../lib/figures.mjs';
import { openBrowser } from './browser.mjs';

/** Nothing more is loaded by a page that loaded nothing for so long. */
const QUIET_MS = 2_000;

const TRACKER = '/callboard/activity-tracker';

/** Pages that show nothing of Callboard, and what they show. */
export const foreignPages = {
  '/settings': 'text=alex.admin@example.com',
  '/catalog': 'role=heading[name=/^(All|Owned) Components/]',
};

const tracker = { [TRACKER]: '[role=treegrid] [role=row][aria-selected]' };

/** The scripts and style sheets, gzipped, that pages load with an empty cache. */
export async function weigh(portal, pages) {
  const found = {};
  for (const [path, selector] of Object.entries(pages)) {
    const context = await openBrowser(portal, 'alex.admin');
    const page = await context.newPage();
    const bodies = new Map();
    let last = performance.now();
    page.on('response', response => {
      const type = response.request().resourceType();
      if (!['script', 'stylesheet'].includes(type)) return;
      last = performance.now();
      bodies.set(basename(new URL(response.url()).pathname), response.body());
    });
    await page.goto(path);
    await page.locator(selector).first().waitFor();
    while (performance.now() - last < QUIET_MS) await sleep(100);
    found[path] = await Promise.all(
      [...bodies].map(async ([name, body]) => ({
        name,
        bytes: gzipSync(await body).length,
      })),
    );
    await context.close();
  }
  return found;
}

function hasPackage(name, file) {
  const map = join(appFolder, 'dist/static', `${file.name}.map`);
  if (!existsSync(map)) return false;
  const { sources } = JSON.parse(readFileSync(map, 'utf8'));
  return sources.some(source => source.includes(`node_modules/${name}/`));
}

const KB = 1_000;
const sizeOf = files => files.reduce((sum, { bytes }) => sum + bytes, 0) / KB;

/** What pages that show nothing of Callboard load because it is installed. */
export async function reportWeight(figure, portal, { plain, ...others }) {
  const whole = await weigh(portal, { ...foreignPages, ...tracker });
  const foreign = Object.keys(foreignPages);
  for (const path of foreign) {
    const [all, none, some] = [whole, plain, others.withoutDashboards].map(
      app => sizeOf(app[path]),
    );
    figure(
      ['added to a page that shows nothing of Callboard, gzipped', path],
      all - none,
      atMost(150, 'KB'),
      `${Math.round(none)} KB without`,
    );
    figure(
      ['added by dashboards to a page without charts, gzipped', path],
      all - some,
      atMost(5, 'KB'),
    );
  }
  // What is to be loaded by no page but the one that needs it.
  for (const [what, name] of [
    ['charts', 'echarts'],
    ['data grid', '@tanstack/table-core'],
  ]) {
    const isIn = path => whole[path].some(file => hasPackage(name, file));
    const isLazy = !foreign.some(isIn) && isIn(TRACKER);
    const measured = isLazy ? 'when needed' : 'early, or not at all';
    figure(`${what} (${name}): loaded`, measured, equals('when needed'));
  }
}
