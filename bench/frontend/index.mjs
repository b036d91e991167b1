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

export async function measure({ sizes, folder: base, figure, part }) {
  const { loads } = sizes;
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
    const names = Object.keys(reducedApps);
    const building = names.map(name =>
      buildWithout(join(folder, name), reducedApps[name]),
    );
    const built = await Promise.all(building);
    for (const [nth, name] of names.entries()) {
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
    await part('tracker', () => timeTracker(figure, portal, loads));
    await part('project', () => timeProject(figure, portal, loads));
    await part('myTime', () => timeMyTime(figure, portal, loads));
    await part('dashboard', () => timeDashboard(figure, portal, loads));
  });
}
