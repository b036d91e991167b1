import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { common, find, loadFeature } from '../lib/backend.mjs';
import { createViewer, viewers } from '../lib/data.mjs';
import { clock, DAY_MS, toDay, quarter, year } from '../lib/dates.mjs';
import { selectForCase } from '../lib/sizes.mjs';
import { timeAlternately, timeRuns } from '../lib/timing.mjs';
import { MAX_BARS, queryByHand, readVisibility } from './byHand.mjs';

const { WidgetNumbers } = loadFeature('dashboards/numbers/WidgetNumbers');
const { getPreviousRange } = loadFeature('dashboards/numbers/resolveQuery');
const { NumberReadModel } = loadFeature('dashboards/numbers/NumberReadModel');
const { numberAxes, priority, widgetVocabulary } = common;

/** The arguments of the last call of `readBars`: source, query, and the viewer's visibility. */
let lastArguments;
const { readBars } = NumberReadModel.prototype;
NumberReadModel.prototype.readBars = function recordArguments(...args) {
  lastArguments = args;
  return readBars.apply(this, args);
};

/** The widget types that query the sources, each with its metric. */
const widgets = {
  work_items: ['work_items_chart', 'count'],
  time: ['time_chart', 'logged_minutes'],
  people: ['people_chart', 'people'],
  activity: ['activity_chart', 'count'],
};

/** Builds two cases for each axis: without a group, and with the next axis as the group. */
function buildCases(source, range) {
  const { axes } = find(widgetVocabulary.sources, { name: source });
  const [widget_type, metric] = widgets[source];
  return axes.flatMap((x_axis, nth) =>
    [null, axes[(nth + 1) % axes.length]].map(group_by => {
      const group = group_by ? { group_by } : {};
      const chart_type = group_by ? 'stacked_bar' : 'bar';
      const config = { chart_type, x_axis, ...group, metric, limit: MAX_BARS };
      const widget = { widget_type, config };
      const previous = getPreviousRange(range);
      return { source, x_axis, group_by, range, previous, widget };
    }),
  );
}

const roles = {
  'an admin': createViewer('user:default/sue.super'),
  'a member': createViewer(viewers['a member'], 'member'),
  'a busy member': createViewer(viewers['a busy member'], 'member'),
};

function getBoundMs({ source, range }, { role }) {
  if (source === 'activity') return role === 'admin' ? 500 : 1_000;
  return range === year ? 500 : 200;
}

export async function measure(context) {
  const { everyNth } = context.sizes;
  for (const source of Object.keys(widgets)) {
    const isOfLog = source === 'activity';
    const users = Object.keys(roles).slice(0, isOfLog ? 3 : 2);
    for (const range of isOfLog ? [quarter] : [quarter, year]) {
      const span = range === year ? 'year' : 'quarter';
      const group = `dashboards, ${source}, a ${span}`;
      for (const [nth, testCase] of buildCases(source, range).entries()) {
        if (range === year && testCase.group_by) continue;
        // `everyNth` is odd, so some cases have a group and some have none.
        if (!isOfLog && nth % everyNth) continue;
        // `nth >> 1`, so that both cases of an axis have the same users.
        for (const who of selectForCase(context.sizes, users, nth >> 1)) {
          const what = [testCase.x_axis, testCase.group_by, who];
          const names = [group, what.filter(Boolean).join(' ')];
          await measureCase(context, testCase, roles[who], names);
        }
      }
    }
  }
}

/** A new instance per call, so that no response is cached. */
const createNumbers = knex =>
  new WidgetNumbers({
    knex,
    clock,
    // Names are visible to everybody, as without configuration.
    privacy: { getPseudonymiser: async () => undefined },
    // Recording a read is not part of the measured time.
    accessLog: { recordRead: () => {} },
  });

async function measureCase(context, testCase, viewer, [group, what]) {
  const { figure, sizes, reader, isPostgres } = context;
  const { widget, range } = testCase;
  const rounds = sizes.fewRounds;
  const input = { date_range: range };
  const ours = async () =>
    (await createNumbers(reader).compute(viewer, widget, input)).data;
  const hand = () => queryByHand(reader, testCase, viewer);
  const response = await ours();
  ok(response.total > 0, `${group}, ${what}: nothing was counted`);
  const limit = getBoundMs(testCase, viewer);
  const reportP95 = times => figure.p95([`${group}: p95`, what], times, limit);
  if (!isPostgres) return reportP95(await timeRuns(rounds, ours, 0));
  const difference = findDifference(response, await hand(), testCase);
  const differences = `${group}: differences from SQL by hand`;
  figure.equals([differences, what], difference, 'none');
  const label = [`${group}: whole responses compared with SQL by hand`, what];
  const durations = await figure.compare(label, [ours, hand], 1.2, rounds, 0);
  reportP95(durations.own);
  if (range === year) return undefined;
  const alone = await timeStatements(reader, testCase, viewer, rounds);
  const aloneGroup = `${group}: only the counting statement, compared with SQL by hand`;
  return figure.compareTimes([aloneGroup, what], alone.ours, alone.hand, 1.2);
}

function toAxisKey(axis, key) {
  if (key === null || key === '') return 'none';
  if (axis === 'PRIORITY') return priority.options[Number(key)];
  if (axis === 'DAY') return toDay(Number(key) * DAY_MS);
  return axis === 'ESTIMATE_POINTS' ? String(Number(key)) : key;
}

/** Requires equal bars. Either side may omit ties at its limit; the query by hand omits empty days. */
function requireLargest(shown, expected, axis) {
  const { order } = numberAxes[axis];
  const least = Math.min(...shown.map(({ count }) => count));
  const missing = new Map(expected);
  const countIfOmitted = order === 'date' ? 0 : least;
  for (const { key, count } of shown) {
    strictEqual(count, expected.get(key) ?? countIfOmitted, `${axis} ${key}`);
    missing.delete(key);
  }
  const larger = [...missing].filter(([, value]) => value > least);
  if (order === 'value') deepStrictEqual(larger, [], axis);
}

/** Requires that a response has the totals, bars and cells of the hand-written query. */
function requireEqual(response, rows, { x_axis, group_by }) {
  const getLevelValues = (level, getName) => {
    const levelRows = rows.filter(row => row.level === level);
    return new Map(levelRows.map(row => [getName(row), Number(row.v ?? 0)]));
  };
  const getX = row => toAxisKey(x_axis, row.x);
  const getGroup = row => toAxisKey(group_by, row.g);
  const getTotal = level => getLevelValues(level, () => '').get('');
  const { total, previous_total, data, schema } = response;
  strictEqual(total, getTotal('total'), 'the total');
  strictEqual(previous_total, getTotal('previous'), 'the total before');
  const bars = getLevelValues('bar', getX);
  requireLargest(data, bars, x_axis);
  if (!group_by) return;
  const cells = getLevelValues('cell', row => `${getX(row)} ${getGroup(row)}`);
  const series = getLevelValues('series', getGroup);
  for (const group of Object.keys(schema)) {
    ok(series.has(group), `${group_by} ${group} is not among the groups`);
    // The cells of bars that the query by hand omits are unknown.
    for (const bar of data.filter(({ key }) => bars.has(key))) {
      const value = cells.get(`${bar.key} ${group}`) ?? 0;
      strictEqual(bar[group], value, `${x_axis} ${bar.key}, ${group}`);
    }
  }
}

function findDifference(response, rows, testCase) {
  try {
    requireEqual(response, rows, testCase);
    return 'none';
  } catch ({ message }) {
    return message.split('\n')[0].slice(0, 120);
  }
}

/** Times only the counting statements: both sides get the visible ids, and read no names. */
async function timeStatements(knex, testCase, viewer, rounds) {
  const needsNoIds = viewer.role === 'admin' || testCase.source === 'activity';
  const visibleIds = needsNoIds ? {} : await readVisibility(knex, viewer);
  const readModel = new NumberReadModel(knex);
  const args = lastArguments;
  const ours = () => readModel.readBars(...args);
  const hand = () => queryByHand(knex, testCase, viewer, visibleIds);
  const [cells, expected] = [await ours(), await hand()];
  for (const level of ['total', 'previous']) {
    const findLevel = all => find(all, { level });
    const [{ value }, { v }] = [findLevel(cells), findLevel(expected)];
    strictEqual(value ?? 0, Number(v ?? 0), `the ${level} alone`);
  }
  return timeAlternately({ ours, hand }, rounds, 0);
}
