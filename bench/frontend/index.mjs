import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import * as appBuild from '../../scripts/lib/appBuild.mjs';
import { timeDashboard } from './dashboard.mjs';
import { timeMyTime, timeProject, timeTracker } from './pages.mjs';
import { buildWithout, servePortal } from './portal.mjs';
import { foreignPages, reportWeight, weigh } from './weigh.mjs';

/** The apps that the portal's own is compared with: packages that each is built without. */
const reducedApps = {
  plain: /^@callboard\//,
  withoutDashboards: /^@callboard\/plugin-callboard-dashboards$/,
};

const timings = {
  tracker: timeTracker,
  project: timeProject,
  myTime: timeMyTime,
  dashboard: timeDashboard,
};

/** What Callboard costs in the browser, in a portal with the demo data. */
export async function measure({ sizes, folder: base, figure, part }) {
  const folder = mkdtempSync(join(base, 'frontend-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const onPortal = async (app, run) => {
    const { url, stop } = await servePortal({ data, app });
    await run({ url, folder });
    await stop();
  };
  const weighed = {};
  await part('reduced apps', async () => {
    const building = Object.entries(reducedApps).map(async ([name, without]) =>
      buildWithout(join(folder, name), without),
    );
    const built = await Promise.all(building);
    for (const [nth, name] of Object.keys(reducedApps).entries()) {
      await onPortal(built[nth], async portal => {
        weighed[name] = await weigh(portal, foreignPages);
      });
    }
  });
  if (appBuild.isAppStale()) {
    await part('building', appBuild.buildApp, { isChosen: true });
  }
  await onPortal('app', async portal => {
    await part('reduced apps', () => reportWeight(figure, portal, weighed));
    for (const [name, time] of Object.entries(timings)) {
      await part(name, () => time(figure, portal, sizes.loads));
    }
  });
}
