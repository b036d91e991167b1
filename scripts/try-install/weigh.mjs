/** Measures what a portal costs: the code of a page, the start, and the idle backend. */
import { setTimeout as sleep } from 'node:timers/promises';
import { enter, withPage } from './browserActions.mjs';

const IDLE_SECONDS = 30;

/** A page counts as loaded when no new script has arrived for this time. */
const QUIET_MS = 5_000;

/** How long a started portal may still be busy with first runs of its jobs. */
const WARM_UP_MS = 60_000;

/** Measures the JavaScript that the first visit to a page loads, in bytes. */
async function weighPage(url, browser, path) {
  return withPage(url, browser, async page => {
    const scripts = [];
    page.on('response', response => {
      if (/\.js($|\?)/.test(response.url())) {
        scripts.push(response);
      }
    });
    await page.goto(path);
    await enter(page);
    let count;
    do {
      count = scripts.length;
      await sleep(QUIET_MS);
    } while (scripts.length > count);
    const sizes = await Promise.all(
      scripts.map(async response => ({
        transferred: (await response.request().sizes()).responseBodySize,
        decoded: (await response.body()).length,
      })),
    );
    const sum = key => sizes.reduce((total, size) => total + size[key], 0);
    return { transferred: sum('transferred'), decoded: sum('decoded') };
  });
}

/**
 * Weighs a running portal, which must have been started with `SQL_LOGGING`.
 *
 * @param server the `PortalServer`
 * @param {string[]} paths of pages
 */
export async function weigh(server, browser, paths) {
  const scripts = {};
  for (const path of paths) {
    scripts[path] = await weighPage(server.url, browser, path);
  }
  await sleep(WARM_UP_MS);
  const before = server.countStatements();
  await sleep(IDLE_SECONDS * 1_000);
  return {
    scripts,
    startSeconds: server.startSeconds,
    statementsPerSecond: (server.countStatements() - before) / IDLE_SECONDS,
  };
}

/** Environment variables with which a backend logs its SQL statements. */
export const SQL_LOGGING = { DEBUG: 'knex:query' };

const formatMegabytes = bytes => `${(bytes / 1e6).toFixed(2)} MB`;

/** Formats a report that compares a part with the full installation. */
export function formatWeights(name, path, part, full) {
  const compare = (what, format) =>
    `${what}: ${format(part)} (all: ${format(full)})`;
  return [
    `Weight of ${name}:`,
    compare(`  JavaScript of a first visit to ${path}, compressed`, each =>
      formatMegabytes(each.scripts[path].transferred),
    ),
    compare('  uncompressed', each =>
      formatMegabytes(each.scripts[path].decoded),
    ),
    compare(
      '  Start of the backend on an empty database',
      each => `${each.startSeconds.toFixed(1)} s`,
    ),
    compare(
      '  SQL statements of the idle backend per second, all plugins',
      each => each.statementsPerSecond.toFixed(1),
    ),
  ].join('\n');
}
