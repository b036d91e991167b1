import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { requireOfBackend } from '../lib/backend.mjs';

const { priority } = requireOfBackend('@callboard/plugin-callboard-common');

const DAY_MS = 86_400_000;

/** A key as the API has it. */
function keyOf(axis, key) {
  if (key === null || key === '') return 'none';
  if (axis === 'PRIORITY') return priority.options[Number(key)];
  if (axis === 'DAY') {
    return new Date(Number(key) * DAY_MS).toISOString().slice(0, 10);
  }
  return axis === 'ESTIMATE_POINTS' ? String(Number(key)) : key;
}

/** Requires that an answer has the bars, groups and totals that rows by hand have. */
export function requireEqual(answer, rows, { x_axis, group_by }) {
  const of = level => rows.filter(row => row.level === level);
  const valueOf = level => Number(of(level)[0]?.v ?? 0);
  strictEqual(answer.total, valueOf('total'));
  strictEqual(answer.previous_total, valueOf('previous'));
  const bars = new Map(
    of('bar').map(({ x, v }) => [keyOf(x_axis, x), Number(v)]),
  );
  const shown = answer.data.filter(({ key, count }) => count || bars.has(key));
  ok(shown.length > 0 && shown.length <= bars.size);
  const least = Math.min(...bars.values());
  for (const { key, count } of shown) {
    // Of equals, either may be the last.
    strictEqual(count, bars.get(key) ?? least, `${x_axis} ${key}`);
  }
  if (!group_by) return;
  const series = new Set(of('series').map(({ g }) => keyOf(group_by, g)));
  const cells = new Map(
    of('cell').map(({ x, g, v }) => [
      `${keyOf(x_axis, x)} ${keyOf(group_by, g)}`,
      Number(v),
    ]),
  );
  // Of equals, either may be among the groups that are told.
  const groups = Object.keys(answer.schema).filter(g => series.has(g));
  for (const bar of shown.filter(({ key }) => bars.has(key))) {
    const found = groups.map(g => bar[g]);
    deepStrictEqual(
      found,
      groups.map(g => cells.get(`${bar.key} ${g}`) ?? 0),
    );
  }
}
