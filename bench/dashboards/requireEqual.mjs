import { ok, strictEqual } from 'node:assert';
import { requireOfBackend } from '../lib/backend.mjs';
import { DAY_MS } from '../lib/values.mjs';
import { requireName } from './namesByHand.mjs';
import { LIMIT, MOST_GROUPS } from './questions.mjs';

const { MAX_BUCKETS, numberAxes, priority } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);

const orderOf = axis => numberAxes[axis].order;

/** A key as the API has it. */
function keyOf(axis, key) {
  if (key === null || key === '') return 'none';
  if (axis === 'PRIORITY') return priority.options[Number(key)];
  if (axis === 'DAY') {
    return new Date(Number(key) * DAY_MS).toISOString().slice(0, 10);
  }
  return axis === 'ESTIMATE_POINTS' ? String(Number(key)) : key;
}

/** The days of a range, of which charts show the last. */
function lastDays({ start, end }) {
  const days = [];
  for (let at = Date.parse(start); at <= Date.parse(end); at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days.slice(-LIMIT);
}

/**
 * Requires that some of the values by hand are shown: as many as can be, with their
 * numbers, and of those by value none that is smaller than one left out. Of equals,
 * any may be the last.
 */
function requireLargest(shown, byHand, { axis, most }) {
  strictEqual(shown.size, Math.min(most, byHand.size), `how many ${axis}`);
  const left = new Map(byHand);
  const least = Math.min(
    ...[...byHand.values()].sort((a, b) => b - a).slice(0, most),
  );
  for (const [key, value] of shown) {
    strictEqual(value, byHand.get(key) ?? least, `${axis} ${key}`);
    left.delete(key);
  }
  if (orderOf(axis) === 'value') {
    const missed = [...left].find(([, value]) => value > least);
    ok(!missed, `${axis} ${missed} is not shown`);
  }
}

function requireBars(answer, bars, { x_axis, range }) {
  const shown = new Map(answer.data.map(({ key, count }) => [key, count]));
  strictEqual(shown.size, answer.data.length, `${x_axis} has a bar twice`);
  if (orderOf(x_axis) === 'date') {
    const days = new Map(
      lastDays(range).map(day => [day, bars.get(day)?.value ?? 0]),
    );
    strictEqual(JSON.stringify([...shown]), JSON.stringify([...days]));
  } else {
    const values = [...bars].map(([key, { value }]) => [key, value]);
    requireLargest(shown, new Map(values), { axis: x_axis, most: LIMIT });
  }
  for (const { key, name } of answer.data) {
    // Of equals, one that is not known by hand.
    if (bars.has(key) || orderOf(x_axis) === 'date') {
      requireName(x_axis, key, name, bars.get(key)?.name);
    }
  }
}

/** The groups, and the cell of each bar in each of them. */
function requireCells(answer, cells, series, { x_axis, group_by }) {
  const sums = new Map();
  for (const { g, value } of cells.values()) {
    sums.set(g, (sums.get(g) ?? 0) + value);
  }
  const shown = Object.keys(answer.schema);
  const most = orderOf(group_by) === 'value' ? MOST_GROUPS : MAX_BUCKETS;
  requireLargest(new Map(shown.map(g => [g, sums.get(g)])), sums, {
    axis: group_by,
    most,
  });
  for (const g of shown) {
    requireName(group_by, g, answer.schema[g], series.get(g)?.name);
  }
  for (const bar of answer.data) {
    for (const g of shown) {
      const value = cells.get(`${bar.key} ${g}`)?.value ?? 0;
      strictEqual(bar[g], value, `${x_axis} ${bar.key}, ${group_by} ${g}`);
    }
    const fields = Object.keys(bar).length - ['key', 'name', 'count'].length;
    strictEqual(fields, shown.length, `groups of ${x_axis} ${bar.key}`);
  }
}

/**
 * Requires that an answer has the totals, and the keys, names and numbers of all bars,
 * groups and cells, that rows by hand have.
 */
export function requireEqual(answer, rows, question) {
  const { x_axis, group_by } = question;
  const of = level => rows.filter(row => row.level === level);
  const valueOf = level => Number(of(level)[0]?.v ?? 0);
  ok(answer.total > 0, 'nothing was counted');
  strictEqual(answer.total, valueOf('total'), 'the total');
  strictEqual(answer.previous_total, valueOf('previous'), 'the total before');
  const bars = new Map(
    of('bar').map(({ x, v, name }) => [
      keyOf(x_axis, x),
      { value: Number(v), name },
    ]),
  );
  requireBars(answer, bars, question);
  if (!group_by) return;
  const series = new Map(
    of('series').map(({ g, name }) => [keyOf(group_by, g), { name }]),
  );
  const cells = new Map(
    of('cell').map(({ x, g, v }) => {
      const group = keyOf(group_by, g);
      return [`${keyOf(x_axis, x)} ${group}`, { g: group, value: Number(v) }];
    }),
  );
  requireCells(answer, cells, series, question);
}
