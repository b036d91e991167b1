import { line, percentile, rateLine } from '../lib/measure.mjs';
import { packagesIn } from './loadedFiles.mjs';

const KB = 1_000;
const MOST_ADDED = 150 * KB;
const MOST_ADDED_BY_DASHBOARDS = 5 * KB;
const INTERACTIVE_MS = 1_500;
const OTHERS_MS = 1_000;
const KEY_MS = 16;
const LARGE = 50 * KB;

/** What is to come only with the page that needs it, by a package of each. */
const late = { charts: 'echarts', 'data grid': '@tanstack/table-core' };

const kb = bytes => `${Math.round(bytes / KB).toLocaleString('en')} KB`;
const sum = files => files.reduce((total, { bytes }) => total + bytes, 0);

/** By the bundler's names without hashes; those without names are one. */
function byName(files) {
  const found = {};
  for (const { name, bytes } of files) {
    const known = /^\d/.test(name) ? 'chunks' : name.split('.')[0];
    found[known] = (found[known] ?? 0) + bytes;
  }
  return found;
}

/** Which files grew by more than a kilobyte, the most first. */
function growth(before, after) {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .map(name => [name, (now[name] ?? 0) - (old[name] ?? 0)])
    .filter(([, bytes]) => Math.abs(bytes) >= KB)
    .sort(([, a], [, b]) => b - a)
    .map(
      ([name, bytes]) =>
        `${name} ${bytes > 0 ? '+' : '−'}${kb(Math.abs(bytes))}`,
    )
    .join(', ');
}

/** What the app with Callboard loads for each page beyond the app without. */
export function* weightLines(without, withCallboard) {
  for (const [path, before] of Object.entries(without)) {
    const after = withCallboard[path];
    const added = sum(after) - sum(before);
    const over = added > MOST_ADDED ? ' **over**' : '';
    yield `| ${path}: without Callboard | ${kb(sum(before))} | | ${
      before.length
    } files |`;
    yield `| ${path}: with Callboard | ${kb(sum(after))} | | ${
      after.length
    } files |`;
    yield `| ${path}: added | ${kb(added)}${over} | ${kb(
      MOST_ADDED,
    )} | ${growth(before, after)} |`;
  }
}

/** What pages that show no chart load because there are dashboards. */
export function* dashboardLines(without, withDashboards) {
  for (const [path, before] of Object.entries(without)) {
    const after = withDashboards[path];
    const added = sum(after) - sum(before);
    const over = added > MOST_ADDED_BY_DASHBOARDS ? ' **over**' : '';
    yield `| ${path}: added by dashboards | ${(added / KB).toFixed(
      1,
    )} KB${over} | ${kb(MOST_ADDED_BY_DASHBOARDS)} | ${growth(
      before,
      after,
    )} |`;
  }
}

/**
 * What the Activity Tracker loads that other pages do not.
 *
 * @param options.app - the folder of the package whose app was built
 * @param options.foreign - what pages load that show nothing of Callboard
 * @param options.tracker - what the Activity Tracker loads
 * @returns the lines of a table, and what is wrong with them
 */
export function lateLines({ app, foreign, tracker }) {
  const there = new Set(foreign.map(({ name }) => name));
  const onlyTracker = tracker.filter(({ name }) => !there.has(name));
  const lines = [
    `| all of them | ${kb(sum(onlyTracker))} | | ${onlyTracker.length} files |`,
  ];
  for (const file of onlyTracker.sort((a, b) => b.bytes - a.bytes)) {
    if (file.bytes > LARGE) {
      const largest = [...packagesIn(app, file)]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 4)
        .map(([name]) => name);
      lines.push(
        `| ${file.name} | ${kb(file.bytes)} | | ${largest.join(', ')} |`,
      );
    }
  }
  const wrong = [];
  for (const [what, name] of Object.entries(late)) {
    const has = file => packagesIn(app, file).has(name);
    const early = foreign.some(has);
    const found = tracker.filter(has);
    lines.push(
      `| ${what} (${name}) | ${
        early ? 'on pages without **early**' : 'when needed'
      } | when needed | ${
        found.map(file => `${file.name}, ${kb(file.bytes)}`).join('; ') ||
        'not found'
      } |`,
    );
    if (early) wrong.push(`${name} is loaded by pages without ${what}.`);
    if (!found.length) wrong.push(`${name} is not on the Activity Tracker.`);
  }
  return { lines, wrong };
}

/** When the Activity Tracker can be used. */
export function* timeLines(loads) {
  const sorted = what => loads.map(what).sort((a, b) => a - b);
  const middle = values => percentile(values, 0.5);
  const notes = {
    rows: `${Math.max(
      ...loads.map(load => load.fetched),
    )} scripts not from the browser's cache`,
    answered: `the click came ${Math.round(
      middle(sorted(load => load.clicked - load.rows)),
    )} ms after the rows and took ${Math.round(
      middle(sorted(load => load.answered - load.clicked)),
    )} ms`,
  };
  for (const [what, name] of [
    ['the list shows its first rows', 'rows'],
    ['and a click on a filter has opened its choices', 'answered'],
  ]) {
    const values = sorted(load => load[name]);
    yield line(what, middle(values), INTERACTIVE_MS, notes[name]);
    yield line('– the slowest', values.at(-1), INTERACTIVE_MS);
  }
}

/** Opening a week of 60 rows, and the script that keys run in it. */
export function* myTimeLines({ loads, keys }) {
  const ascending = values => [...values].sort((a, b) => a - b);
  yield line(
    'the first cells are shown',
    percentile(ascending(loads), 0.5),
    INTERACTIVE_MS,
  );
  yield line('– the slowest', Math.max(...loads), INTERACTIVE_MS);
  for (const [key, times] of keys) {
    yield line(
      `script of the key ${key}`,
      percentile(ascending(times), 0.5),
      KEY_MS,
      `the slowest ${Math.round(Math.max(...times))} ms`,
    );
  }
}

/** Loading, scrolling and dragging in a project of 1,000 items. */
export function* projectLines(found) {
  const { loads, scrolling, dragging, scrollingList, rows, others } = found;
  const ascending = values => [...values].sort((a, b) => a - b);
  const half = values => percentile(ascending(values), 0.5);
  yield line('the first cards are shown', half(loads), INTERACTIVE_MS);
  yield line('– the slowest', Math.max(...loads), INTERACTIVE_MS);
  for (const [what, frames] of [
    ['a frame while scrolling a column', scrolling],
    ['a frame while dragging', dragging],
    [`a frame while ${rows} rows of the list go by`, scrollingList],
  ]) {
    const seconds = frames.reduce((total, ms) => total + ms, 0) / 1_000;
    const rate = `${Math.round(frames.length / seconds)} frames a second`;
    yield line(what, half(frames), undefined, rate);
    yield line('– 95 % of them', percentile(ascending(frames), 0.95));
    yield line('– the longest', Math.max(...frames));
  }
  yield line(
    'a card dropped is seen in another browser',
    half(others),
    OTHERS_MS,
  );
  yield line('– the slowest', Math.max(...others), OTHERS_MS);
}

/** Opening a dashboard of twelve widgets, and moving one of them. */
export function* boardLines({ first, all, dragging }) {
  const ascending = values => [...values].sort((a, b) => a - b);
  const half = values => percentile(ascending(values), 0.5);
  for (const [what, times, bound] of [
    ['the first numbers are shown', first, 300],
    ['all twelve are shown', all, 1_000],
  ]) {
    yield line(what, half(times), bound);
    yield line('– the slowest', Math.max(...times), bound);
  }
  const seconds = dragging.reduce((total, ms) => total + ms, 0) / 1_000;
  yield rateLine(
    'frames while dragging a widget',
    Math.round(dragging.length / seconds),
    60,
    `the longest ${Math.round(Math.max(...dragging))} ms`,
  );
}
