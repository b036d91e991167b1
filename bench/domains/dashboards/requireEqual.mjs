import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { requireOfBackend } from '../../lib/backend.mjs';
import { day, DAY_MS } from '../../lib/dates.mjs';

const { numberAxes, priority } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);

/** A key as the API has it. */
function keyOf(axis, key) {
  if (key === null || key === '') return 'none';
  if (axis === 'PRIORITY') return priority.options[Number(key)];
  if (axis === 'DAY') return day(Number(key) * DAY_MS);
  return axis === 'ESTIMATE_POINTS' ? String(Number(key)) : key;
}

/**
 * Requires that every value shown is that of the rows by hand, and that none left out is
 * larger. The last of equals may be any; of dates, those without a row are zero.
 */
function requireLargest(shown, byHand, axis) {
  const { order } = numberAxes[axis];
  const least = Math.min(...shown.map(([, value]) => value));
  const left = new Map(byHand);
  for (const [key, value] of shown) {
    const other = order === 'date' ? 0 : least;
    strictEqual(value, byHand.get(key) ?? other, `${axis} ${key}`);
    left.delete(key);
  }
  const larger = [...left].filter(([, value]) => value > least);
  if (order === 'value') deepStrictEqual(larger, [], axis);
}

/** Requires that an answer has the totals, bars and cells of the rows by hand. */
export function requireEqual(answer, rows, { x_axis, group_by }) {
  const of = level => rows.filter(row => row.level === level);
  const valueOf = level => Number(of(level)[0]?.v ?? 0);
  strictEqual(answer.total, valueOf('total'), 'the total');
  strictEqual(answer.previous_total, valueOf('previous'), 'the total before');
  const bars = new Map(
    of('bar').map(({ x, v }) => [keyOf(x_axis, x), Number(v)]),
  );
  requireLargest(
    answer.data.map(({ key, count }) => [key, count]),
    bars,
    x_axis,
  );
  if (!group_by) return;
  const cells = new Map(
    of('cell').map(({ x, g, v }) => [
      `${keyOf(x_axis, x)} ${keyOf(group_by, g)}`,
      Number(v),
    ]),
  );
  const series = new Set(of('series').map(({ g }) => keyOf(group_by, g)));
  for (const group of Object.keys(answer.schema)) {
    ok(series.has(group), `${group_by} ${group} is not among the groups`);
    // The cells of a tie that the rows by hand left out are not known.
    for (const bar of answer.data.filter(({ key }) => bars.has(key))) {
      const value = cells.get(`${bar.key} ${group}`) ?? 0;
      strictEqual(bar[group], value, `${x_axis} ${bar.key}, ${group}`);
    }
  }
}
