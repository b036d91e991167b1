/**
 * Measures what Callboard costs in the browser: `node bench/frontend/index.mjs`,
 * with `PORT` to choose where the portal listens meanwhile. Ends with 1 when
 * charts or the data grid load before they are needed.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPortFree, wantedPort } from '../../scripts/lib/port.mjs';
import { fail } from '../../scripts/lib/say.mjs';
import { writeReport } from '../lib/report.mjs';
import { buildPortalApp } from './buildPortalApp.mjs';
import {
  boardLines,
  dashboardLines,
  lateLines,
  myTimeLines,
  projectLines,
  timeLines,
  weightLines,
} from './lines.mjs';
import { servePortal } from './servePortal.mjs';
import { timeDashboard } from './timeDashboard.mjs';
import { timeMyTime } from './timeMyTime.mjs';
import { timeProject } from './timeProject.mjs';
import { timeTracker } from './timeTracker.mjs';
import { foreignPages, trackerPage, weigh } from './weigh.mjs';

const port = wantedPort(7_307);
if (!(await isPortFree(port))) {
  fail(`Port ${port} is taken: choose another one with PORT.`);
}
const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
const data = join(folder, 'data');
mkdirSync(data);

const say = text => process.stdout.write(`${text}\n`);

/** Serves an app while something is measured. */
async function whileServing(app, measure) {
  const portal = await servePortal({ port, data, app });
  try {
    return await measure(portal.url);
  } finally {
    await portal.stop();
  }
}

async function measureAll() {
  say('Building the app without Callboard …');
  const plainApp = await buildPortalApp(join(folder, 'without'), {
    without: /^@callboard\//,
  });
  say('Building the app without dashboards …');
  const otherApp = await buildPortalApp(join(folder, 'without-dashboards'), {
    without: /^@callboard\/plugin-callboard-dashboards$/,
  });
  say('Building the app with Callboard …');
  const app = await buildPortalApp(join(folder, 'with'));
  say('Measuring …');
  const without = await whileServing(plainApp, url =>
    weigh({ url, folder, pages: foreignPages }),
  );
  const others = await whileServing(otherApp, url =>
    weigh({ url, folder, pages: foreignPages }),
  );
  const found = await whileServing(app, async url => ({
    files: await weigh({
      url,
      folder,
      pages: { ...foreignPages, ...trackerPage },
    }),
    loads: await timeTracker({ url, folder }),
    project: await timeProject({ url, folder }),
    myTime: await timeMyTime({ url, folder }),
    dashboard: await timeDashboard({ url, folder }),
  }));
  const { lines, wrong } = lateLines({
    app,
    foreign: Object.keys(foreignPages).flatMap(path => found.files[path]),
    tracker: found.files[Object.keys(trackerPage)[0]],
  });
  return {
    sections: [
      [
        'What a page that shows nothing of it loads',
        [
          ...weightLines(without, found.files),
          ...dashboardLines(others, found.files),
        ],
      ],
      ['What comes only with the Activity Tracker', lines],
      [
        'The Activity Tracker, from the navigation on',
        [...timeLines(found.loads)],
      ],
      ['A project of 1,000 items', [...projectLines(found.project)]],
      ['My time, a week of 60 rows', [...myTimeLines(found.myTime)]],
      [
        'A dashboard of 12 widgets, from the click on its name on',
        [...boardLines(found.dashboard)],
      ],
    ],
    wrong,
  };
}

try {
  const { sections, wrong } = await measureAll();
  sections.flatMap(([, lines]) => lines).forEach(say);
  await writeReport({
    title: 'Callboard in the browser',
    intro: `Made by \`node bench/frontend/index.mjs\`: the portal's app, built for production in a copy of its folder with its dependencies on Callboard's packages and without them, in Chromium, as \`alex.admin\`. Sizes are of scripts and style sheets, each gzipped at level 6; a KB is 1,000 bytes. The app's own code names none of Callboard's packages. Where it is installed, these pages have its links in the sidebar and its analytics, which is all that they show or do of it. Times are from a server with the demo data of \`npm start\`, warm like the browser's caches; every load is a navigation to the page and signs in. Frames are drawn without a graphics card; a hand moves or scrolls every 16 ms for two seconds.`,
    sections,
    file: new URL('RESULTS.md', import.meta.url),
  });
  wrong.forEach(say);
  process.exitCode = wrong.length ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
