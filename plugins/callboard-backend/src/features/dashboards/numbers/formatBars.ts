import {
  DEFAULT_BARS,
  MAX_BUCKETS,
  NO_VALUE,
  NumberAxisName,
  numberAxes,
  NumberBar,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import { getRangeBuckets } from './buckets';
import { KeyName } from './axisKeys';
import { MAX_GROUPS, NumberCell } from './NumberReadModel';
import { ResolvedQuery } from './ResolvedQuery';

/**
 * The field of a bar that holds a group's number. It is distinct from the bar's own fields and
 * other groups' fields; `parseFieldName` is the inverse.
 */
function toFieldName(key: string): string {
  return /^=*(key|name|count)$/.test(key) ? `=${key}` : key;
}

/** The names of the keys on both axes. */
export interface AxisNames {
  x: ReadonlyMap<string, KeyName>;
  g: ReadonlyMap<string, KeyName>;
}

interface Entry {
  key: string;
  name: string;
  rank: readonly number[];
  value: number | null;
}

/** Converts cells to a response, in order, with zeros where nothing was counted. */
export function formatBars(
  cells: readonly NumberCell[],
  resolvedQuery: ResolvedQuery,
  names: AxisNames,
): Omit<WidgetBars, 'computed_at'> {
  const { x_axis, group_by, metric, previous } = resolvedQuery;
  const getLevelCells = (level: NumberCell['level']) =>
    cells.filter(cell => cell.level === level);
  // Empty durations are zero, but a cycle time without items is undefined.
  const zero = metric === 'cycle_time_hours' ? null : 0;
  const bars = toEntries(x_axis!, getLevelCells('bar'), names.x);
  const filled = fill(bars, resolvedQuery, zero);
  const shownBars = cut(filled, resolvedQuery);
  const isShown = new Set(shownBars.map(({ key }) => key));
  const shownCells = getLevelCells('cell').filter(({ x }) => isShown.has(x!));
  const sums = sumGroups(shownCells);
  const series = group_by ? toEntries(group_by, sums, names.g) : [];
  const shownSeries = series.slice(0, getMaxGroups(group_by));
  const values = new Map(
    shownCells.map(({ x, g, value }) => [`${x}\n${g}`, value]),
  );
  const data = shownBars.map(({ key, name, value }) =>
    Object.fromEntries([
      ['key', key],
      ['name', name],
      ['count', value ?? zero],
      ...shownSeries.map(group => [
        toFieldName(group.key),
        values.get(`${key}\n${group.key}`) ?? zero,
      ]),
    ]),
  ) as NumberBar[];
  const isCut =
    shownBars.length < filled.length || shownSeries.length < series.length;
  return {
    data,
    schema: Object.fromEntries(
      shownSeries.map(({ key, name }) => [toFieldName(key), name]),
    ),
    total: getLevelCells('total')[0]?.value ?? zero,
    ...(previous
      ? { previous_total: getLevelCells('previous')[0]?.value ?? zero }
      : {}),
    ...(isCut ? { truncated: true as const } : {}),
  };
}

/** Bars or groups in the order of their axis; missing values come last. */
function toEntries(
  axis: NumberAxisName,
  cells: ReadonlyArray<Pick<NumberCell, 'x' | 'value'>>,
  names: ReadonlyMap<string, KeyName>,
): Entry[] {
  const entries = cells.map(({ x, value }) => {
    const key = x!;
    const named = names.get(key);
    return {
      key,
      name: key === NO_VALUE ? 'None' : named?.name ?? getKeyName(axis, key),
      rank: named?.rank ?? [],
      value,
    };
  });
  const { order } = numberAxes[axis];
  const compareNames = (one: Entry, other: Entry) =>
    one.name.localeCompare(other.name, 'en') || (one.key < other.key ? -1 : 1);
  return entries.sort((one, other) => {
    if (order === 'value') {
      return (
        (other.value ?? -Infinity) - (one.value ?? -Infinity) ||
        compareNames(one, other)
      );
    }
    const isNone =
      Number(one.key === NO_VALUE) - Number(other.key === NO_VALUE);
    if (isNone !== 0 || order === 'date') {
      return isNone || (one.key < other.key ? -1 : 1);
    }
    const different = one.rank.findIndex((rank, n) => rank !== other.rank[n]);
    return different < 0
      ? compareNames(one, other)
      : one.rank[different] - (other.rank[different] ?? 0);
  });
}

function getKeyName(axis: NumberAxisName, key: string): string {
  if (axis === 'BILLABLE') {
    return key === 'true' ? 'Billable' : 'Not billable';
  }
  return key;
}

/** Adds empty bars to date axes. */
function fill(
  bars: Entry[],
  resolvedQuery: ResolvedQuery,
  zero: number | null,
): Entry[] {
  const { x_axis, range } = resolvedQuery;
  if (numberAxes[x_axis!].order !== 'date' || !range) {
    return bars;
  }
  const found = new Map(bars.map(bar => [bar.key, bar]));
  return getRangeBuckets(range, resolvedQuery, MAX_BUCKETS).map(
    key => found.get(key) ?? { key, name: key, rank: [], value: zero },
  );
}

/** Cuts to the limit; date axes keep the latest bars. */
function cut(bars: Entry[], { x_axis, limit }: ResolvedQuery): Entry[] {
  return numberAxes[x_axis!].order === 'date'
    ? bars.slice(-(limit ?? MAX_BUCKETS))
    : bars.slice(0, limit ?? DEFAULT_BARS);
}

function getMaxGroups(group_by: NumberAxisName | null): number {
  return group_by && numberAxes[group_by].order === 'value'
    ? MAX_GROUPS
    : MAX_BUCKETS;
}

/** The sum of each group's cells. */
function sumGroups(cells: readonly NumberCell[]) {
  const sums = new Map<string, number>();
  for (const { g, value } of cells) {
    sums.set(g!, (sums.get(g!) ?? 0) + (value ?? 0));
  }
  return [...sums].map(([x, value]) => ({ x, value }));
}
