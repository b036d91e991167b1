import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { readModules } from '../../scripts/lib/appBuild.mjs';
import { sum } from '../lib/backend.mjs';
import { openBrowser } from './portal.mjs';

const TRACKER = '/callboard/activity-tracker';
const ROW = '[role=treegrid] [role=row][aria-selected]';

/** Pages that show nothing of Callboard, and what they show. */
export const foreignPages = {
  '/settings': 'text=alex.admin@example.com',
  '/catalog': 'role=heading[name=/^(All|Owned) Components/]',
};

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
    // A page that loaded nothing for so long loads nothing more.
    while (performance.now() - last < 2_000) await sleep(100);
    const files = [...bodies].map(async ([name, body]) => ({
      name,
      bytes: gzipSync(await body).length,
    }));
    found[path] = await Promise.all(files);
    await context.close();
  }
  return found;
}

const sizeOf = files => sum(files.map(({ bytes }) => bytes)) / 1_000;

/** What pages that show nothing of Callboard load because it is installed. */
export async function reportWeight(figure, portal, weighed) {
  const { plain, withoutDashboards } = weighed;
  const whole = await weigh(portal, { ...foreignPages, [TRACKER]: ROW });
  const foreign = Object.keys(foreignPages);
  const apps = [whole, plain, withoutDashboards];
  for (const path of foreign) {
    const [all, none, some] = apps.map(app => sizeOf(app[path]));
    const added = 'added to a page that shows nothing of Callboard, gzipped';
    const note = `${Math.round(none)} KB without`;
    figure.atMost([added, path], all - none, 150, 'KB', note);
    const byDashboards =
      'added by dashboards to a page without charts, gzipped';
    figure.atMost([byDashboards, path], all - some, 5, 'KB');
  }
  const modules = readModules();
  // What is to be loaded by no page but the one that needs it.
  for (const [what, name] of [
    ['charts', 'echarts'],
    ['data grid', '@tanstack/table-core'],
  ]) {
    const isOf = module => module.includes(`node_modules/${name}/`);
    const isIn = path =>
      whole[path].some(file => modules[file.name]?.some(isOf));
    const isLazy = !foreign.some(isIn) && isIn(TRACKER);
    const measured = isLazy ? 'when needed' : 'early, or not at all';
    figure.equals(`${what} (${name}): loaded`, measured, 'when needed');
  }
}
