import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { timeDashboard } from './dashboard.mjs';
import { timeMyTime, timeProject, timeTracker } from './pages.mjs';
import { buildApp, servePortal } from './portal.mjs';
import { reportLazyPackages, reportWeight, weigh } from './weigh.mjs';

/** The apps that are compared: the names of packages that each is built without. */
const apps = {
  plain: /^@callboard\//,
  withoutDashboards: /^@callboard\/plugin-callboard-dashboards$/,
  whole: undefined,
};

/** What Callboard costs in the browser, in a portal with the demo data. */
export async function measure({ sizes, folder: base, figure }) {
  const folder = mkdtempSync(join(base, 'frontend-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const building = Object.entries(apps).map(async ([name, without]) => [
    name,
    await buildApp(join(folder, name), without),
  ]);
  const built = Object.fromEntries(await Promise.all(building));
  const weighed = {};
  for (const name of Object.keys(apps)) {
    const { url, stop } = await servePortal({ data, app: built[name] });
    const portal = { url, folder };
    const isWhole = name === 'whole';
    weighed[name] = await weigh(portal, { hasTracker: isWhole });
    if (isWhole) {
      reportWeight(figure, weighed);
      reportLazyPackages(figure, built.whole, weighed.whole);
      for (const time of [timeTracker, timeProject, timeMyTime]) {
        await time(figure, portal, sizes.loads);
      }
      await timeDashboard(figure, portal, sizes.loads);
    }
    await stop();
  }
}
