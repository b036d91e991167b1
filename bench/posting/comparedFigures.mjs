import { installCompared } from './compared/install.mjs';
import { openDatabase } from './database.mjs';
import { startPortal } from './startPortal.mjs';

const PLUGIN = 'adoption-insights';
const TIMES = 10;

/** The fastest of what was tried; slower settings and more logs store less. */
const tuned = {
  config: {
    app: {
      analytics: {
        adoptionInsights: { maxBufferSize: 1_000, flushInterval: 10 },
      },
    },
  },
  env: { LOG_LEVEL: 'error' },
};

const single = { body: 'analyticsEvent', ours: 'events' };
const batches = { body: 'analyticsBatch', ours: 'rows' };

/** How it is set up and fed; of several loads the one it stores most of counts. */
const settings = [
  {
    name: 'as it comes, single events',
    ...single,
    people: [100],
    bound: TIMES,
  },
  {
    name: 'up to 1,000 events every 10 ms, no logs, single events',
    ...single,
    ...tuned,
    people: [10, 100],
  },
  {
    name: 'up to 1,000 events every 10 ms, no logs, batches of 100',
    ...batches,
    ...tuned,
    people: [1, 4, 20],
  },
];

/**
 * Measures how much the other plugin stores a second, each time in a backend of
 * its own. It answers before it stores, so rows are counted.
 *
 * @param ours - how many single events and rows of batches Callboard stores
 */
export async function comparedFigures(postgres, load, ours, { ms, tell }) {
  const { path, name, version } = installCompared();
  const lines = [];
  for (const setting of settings) {
    let best = { rate: 0 };
    for (const people of setting.people) {
      const rate = await storedPerSecond(
        postgres,
        load,
        path,
        { ...setting, people },
        ms,
      );
      tell(`${setting.name}, ${people} posters: ${rate.toFixed(1)}/s`);
      best = rate > best.rate ? { rate, people } : best;
    }
    const own = ours[setting.ours];
    const factor = own / best.rate;
    const late = factor < (setting.bound ?? 0) ? ' **over**' : '';
    const most = setting.bound
      ? `≤ ${whole(own / setting.bound)}/s, a ${setting.bound}th of Callboard's`
      : '';
    lines.push(
      `| ${setting.name}, ${best.people} posters | ${best.rate.toFixed(
        1,
      )}/s${late} | ${most} | Callboard's ${whole(own)}/s are ${times(
        factor,
      )} as many |`,
    );
  }
  return { title: `${name} ${version}`, lines };
}

async function storedPerSecond(
  postgres,
  load,
  path,
  { body, people, config, env },
  ms,
) {
  const portal = await startPortal({
    connection: postgres.connectionString,
    people,
    config,
    env,
    plugin: path,
  });
  const database = await openDatabase(postgres, PLUGIN);
  const count = async () =>
    (await database.read('SELECT count(*)::int AS n FROM events'))[0].n;
  const before = await count();
  const { seconds } = await load.call({
    port: portal.port,
    tokens: portal.tokens,
    path: `/api/${PLUGIN}/events`,
    ...{ body, people, ms },
  });
  const stored = (await count()) - before;
  await database.close();
  await portal.stop();
  return stored / seconds;
}

function whole(value) {
  return Math.round(value).toLocaleString('en');
}

function times(factor) {
  return `${factor >= 10 ? whole(factor) : factor.toFixed(1)} ×`;
}
