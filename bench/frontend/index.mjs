import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { isPortFree } from '../../scripts/lib/port.mjs';
import { atLeast, atMost, equals } from '../lib/figures.mjs';
import { median } from '../lib/timing.mjs';
import { buildPortalApp } from './build.mjs';
import { servePortal } from './servePortal.mjs';
import { timeDashboard } from './timeDashboard.mjs';
import { timeMyTime } from './timeMyTime.mjs';
import { timeProject } from './timeProject.mjs';
import { timeTracker } from './timeTracker.mjs';
import { foreignPages, packagesIn, trackerPage, weigh } from './weigh.mjs';

const FIRST_PORT = 7_307;

/** The apps that are compared: the names of packages that each is built without. */
const apps = {
  plain: /^@callboard\//,
  withoutDashboards: /^@callboard\/plugin-callboard-dashboards$/,
  whole: undefined,
};

/** What Callboard costs in the browser, in a portal with the demo data. */
export async function measure({ sizes, folder: base, figure, progress }) {
  const folder = mkdtempSync(join(base, 'frontend-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  progress('building three apps');
  const built = Object.fromEntries(
    await Promise.all(
      Object.entries(apps).map(async ([name, without]) => [
        name,
        await buildPortalApp(join(folder, name), { without }),
      ]),
    ),
  );
  let port = FIRST_PORT;
  while (!(await isPortFree(port))) port += 1;
  const whileServing = async (name, run) => {
    progress(`serving: ${name}`);
    const portal = await servePortal({ port, data, app: built[name] });
    try {
      return await run(portal.url);
    } finally {
      await portal.stop();
    }
  };
  const weighed = {};
  for (const name of ['plain', 'withoutDashboards']) {
    weighed[name] = await whileServing(name, url =>
      weigh({ url, folder, pages: foreignPages }),
    );
  }
  await whileServing('whole', async url => {
    const pages = { ...foreignPages, ...trackerPage };
    weighed.whole = await weigh({ url, folder, pages });
    reportWeight(figure, weighed);
    reportLazyPackages(figure, built.whole, weighed.whole);
    await reportTimes(figure, { url, folder, loads: sizes.loads });
  });
}

const KB = 1_000;
const sum = files => files.reduce((total, { bytes }) => total + bytes, 0);

/** What pages that show nothing of it load because it is installed. */
function reportWeight(figure, { plain, withoutDashboards, whole }) {
  for (const path of Object.keys(foreignPages)) {
    const added = without => (sum(whole[path]) - sum(without[path])) / KB;
    figure.group('added to a page that shows nothing of Callboard, gzipped')(
      path,
      added(plain),
      atMost(150, 'KB'),
      `${Math.round(sum(plain[path]) / KB)} KB without`,
    );
    figure.group('added by dashboards to a page without charts, gzipped')(
      path,
      added(withoutDashboards),
      atMost(5, 'KB'),
    );
  }
}

/** What is to be loaded by no page but the one that needs it. */
function reportLazyPackages(figure, app, files) {
  const foreign = Object.keys(foreignPages).flatMap(path => files[path]);
  const tracker = files[Object.keys(trackerPage)[0]];
  for (const [what, name] of [
    ['charts', 'echarts'],
    ['data grid', '@tanstack/table-core'],
  ]) {
    const has = file => packagesIn(app, file).has(name);
    const isLazy = !foreign.some(has) && tracker.some(has);
    figure(
      `${what} (${name}): loaded`,
      isLazy ? 'when needed' : 'early, or not at all',
      equals('when needed'),
    );
  }
}

async function reportTimes(figure, options) {
  const report = (what, times, limit) => {
    figure.group(what)('the median', median(times), atMost(limit, 'ms'));
    figure.group(what)('the slowest', Math.max(...times), atMost(limit, 'ms'));
  };
  const tracker = await timeTracker(options);
  const of = name => tracker.map(load => load[name]);
  report('Activity Tracker: first rows', of('rows'), 1_500);
  report('Activity Tracker: a filter opened', of('answered'), 1_500);
  const project = await timeProject(options);
  report('a board of 1,000 items: first cards', project.loads, 1_500);
  report('a card dropped is seen in another browser', project.others, 1_000);
  const myTime = await timeMyTime(options);
  report('My time, 60 rows: first cells', myTime.loads, 1_500);
  for (const [key, times] of myTime.keys) {
    figure.group('My time: script of a key')(
      key,
      median(times),
      atMost(16, 'ms'),
    );
  }
  const { first, all, dragging } = await timeDashboard(options);
  report('a dashboard: first numbers', first, 300);
  report('a dashboard: all twelve widgets', all, 1_000);
  const seconds = dragging.reduce((total, ms) => total + ms, 0) / 1_000;
  figure(
    'frames while dragging a widget',
    Math.round(dragging.length / seconds),
    atLeast(60, '/s'),
  );
}
