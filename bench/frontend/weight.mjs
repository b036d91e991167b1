import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { bundleApp, readModules } from '../../scripts/lib/appBuild.mjs';
import { map, sumBy } from '../lib/backend.mjs';
import { onPortal, openBrowser } from './portal.mjs';

const TRACKER = '/callboard/activity-tracker';
const ROW = '[role=treegrid] [role=row][aria-selected]';

/** The apps to compare with the portal's app, each with the packages that it omits. */
const reducedApps = {
  plain: /^@callboard\//,
  withoutDashboards: /^@callboard\/plugin-callboard-dashboards$/,
};

/** Pages without Callboard content, each with an element to wait for. */
const foreignPages = {
  '/settings': 'text=alex.admin@example.com',
  '/catalog': 'role=heading[name=/^(All|Owned) Components/]',
};

export async function measure({ folder, figure }) {
  const bundling = map(reducedApps, async (omitted, name) => {
    const dist = join(folder, name);
    await bundleApp({ dist, isUsed: plugin => !omitted.test(plugin) });
    return dist;
  });
  await onPortal(folder, async portal => {
    const [plainDist, withoutDashboardsDist] = await Promise.all(bundling);
    const [whole, plain, withoutDashboards] = await Promise.all([
      measureWeights(portal, { ...foreignPages, [TRACKER]: ROW }),
      measureWeights(portal, foreignPages, plainDist),
      measureWeights(portal, foreignPages, withoutDashboardsDist),
    ]);
    reportWeight(figure, { whole, plain, withoutDashboards });
  });
}

/** Makes a browser load the app in the folder `dist` instead of the portal's app. */
async function serveApp(context, dist) {
  const template = readFileSync(join(dist, 'index.html.tmpl'), 'utf8');
  const scriptPattern = /\/static\/index-\w+\.js/;
  const [otherScript] = scriptPattern.exec(template);
  await context.route('**/*', async route => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/static/')) {
      const path = join(dist, pathname);
      return route.fulfill(existsSync(path) ? { path } : { status: 404 });
    }
    if (request.resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const body = (await response.text()).replace(scriptPattern, otherScript);
    return route.fulfill({ response, body });
  });
}

/** Returns the scripts and style sheets that each page loads without a cache, gzipped. */
async function measureWeights(portal, pages, dist) {
  const filesByPage = {};
  for (const [path, selector] of Object.entries(pages)) {
    const context = await openBrowser(portal, 'alex.admin');
    if (dist) await serveApp(context, dist);
    const page = await context.newPage();
    const bodies = new Map();
    let lastLoadedAt = performance.now();
    page.on('response', response => {
      const type = response.request().resourceType();
      if (!['script', 'stylesheet'].includes(type)) return;
      lastLoadedAt = performance.now();
      bodies.set(basename(new URL(response.url()).pathname), response.body());
    });
    await page.goto(path);
    await page.locator(selector).first().waitFor();
    // A page that loads nothing for this long is complete.
    while (performance.now() - lastLoadedAt < 2_000) await sleep(100);
    const files = [...bodies].map(async ([name, body]) => ({
      name,
      bytes: gzipSync(await body).length,
    }));
    filesByPage[path] = await Promise.all(files);
    await context.close();
  }
  return filesByPage;
}

function reportWeight(figure, { whole, plain, withoutDashboards }) {
  const foreign = Object.keys(foreignPages);
  const apps = [whole, plain, withoutDashboards];
  for (const path of foreign) {
    const toKb = app => sumBy(app[path], 'bytes') / 1_000;
    const [wholeKb, plainKb, withoutDashboardsKb] = apps.map(toKb);
    const addedLabel =
      'added to a page that shows nothing of Callboard, gzipped';
    const note = `${Math.round(wholeKb - plainKb)} KB`;
    const addedPercent = 100 * (wholeKb / plainKb - 1);
    // This measures development bundles. A deployed portal has smaller bundles, of which 14 % are
    // about 150 KB.
    figure.atMost([addedLabel, path], addedPercent, 14, '%', note);
    const dashboardsLabel =
      'added by dashboards to a page without charts, gzipped';
    const dashboardsKb = wholeKb - withoutDashboardsKb;
    figure.atMost([dashboardsLabel, path], dashboardsKb, 5, 'KB');
  }
  const modules = readModules();
  // Only the pages that need these libraries may load them.
  for (const [what, name] of [
    ['charts', 'echarts'],
    ['data grid', '@tanstack/table-core'],
  ]) {
    const isInPackage = module => module.includes(`node_modules/${name}/`);
    const isIn = path =>
      whole[path].some(file => modules[file.name]?.some(isInPackage));
    const isLazy = !foreign.some(isIn) && isIn(TRACKER);
    const measured = isLazy ? 'when needed' : 'early, or not at all';
    figure.equals(`${what} (${name}): loaded`, measured, 'when needed');
  }
}
