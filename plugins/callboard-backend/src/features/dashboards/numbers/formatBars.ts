import {
  DEFAULT_BAR_COUNT,
  MAX_BUCKETS,
  NO_VALUE,
  NumberAxisName,
  numberAxes,
  NumberBar,
  NumberMetricName,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import { getRangeBuckets } from './buckets';
import { KeyName, toFieldName } from './axisKeys';
import { getMaxGroups, getTotal, NumberCell } from './NumberReadModel';
import { ResolvedQuery } from './ResolvedQuery';

interface AxisNames {
  x: ReadonlyMap<string, KeyName>;
  g: ReadonlyMap<string, KeyName>;
}

interface BarOrGroup {
  key: string;
  name: string;
  rank: readonly number[];
  value: number | null;
}

/** Without rows, a sum is 0, but a cycle time is unknown. */
export function getValueWithoutRows(metric: NumberMetricName): number | null {
  return metric === 'cycle_time_hours' ? null : 0;
}

/** Converts cells to a response with sorted bars and groups. Fills gaps with zeros. */
export function formatBars(
  cells: readonly NumberCell[],
  resolvedQuery: ResolvedQuery,
  names: AxisNames,
): Omit<WidgetBars, 'computed_at'> {
  const { x_axis, group_by, metric, previous } = resolvedQuery;
  const getLevelCells = (level: 'bar' | 'cell') =>
    cells.filter(cell => cell.level === level);
  const zero = getValueWithoutRows(metric);
  const unsortedBars = getLevelCells('bar').map(({ x, value }) => ({
    key: x!,
    value,
  }));
  const bars = sortBarsOrGroups(x_axis!, unsortedBars, names.x);
  const filledBars = fillDates(bars, resolvedQuery, zero);
  const returnedBars = cutBars(filledBars, resolvedQuery);
  const returnedKeys = new Set(returnedBars.map(({ key }) => key));
  const returnedCells = getLevelCells('cell').filter(({ x }) =>
    returnedKeys.has(x!),
  );
  const sums = sumGroups(returnedCells);
  const groups = group_by ? sortBarsOrGroups(group_by, sums, names.g) : [];
  const returnedGroups = groups.slice(0, getMaxGroups(group_by));
  const values = new Map(
    returnedCells.map(({ x, g, value }) => [`${x}\n${g}`, value]),
  );
  const data = returnedBars.map(({ key, name, value }) =>
    Object.fromEntries([
      ['key', key],
      ['name', name],
      ['count', value ?? zero],
      ...returnedGroups.map(group => [
        toFieldName(group.key),
        values.get(`${key}\n${group.key}`) ?? zero,
      ]),
    ]),
  ) as NumberBar[];
  const isCut =
    returnedBars.length < filledBars.length ||
    returnedGroups.length < groups.length;
  return {
    data,
    schema: Object.fromEntries(
      returnedGroups.map(({ key, name }) => [toFieldName(key), name]),
    ),
    total: getTotal(cells, 'total') ?? zero,
    previous_total: previous ? getTotal(cells, 'previous') ?? zero : undefined,
    truncated: isCut || undefined,
  };
}

/**
 * Sorts bars or groups in the order of their axis. Unless they are ordered by value, `none` comes
 * last.
 */
function sortBarsOrGroups(
  axis: NumberAxisName,
  values: ReadonlyArray<Pick<BarOrGroup, 'key' | 'value'>>,
  names: ReadonlyMap<string, KeyName>,
): BarOrGroup[] {
  const namedValues = values.map(({ key, value }) => {
    const keyName = names.get(key);
    return {
      key,
      name: key === NO_VALUE ? 'None' : keyName?.name ?? getKeyName(axis, key),
      rank: keyName?.rank ?? [],
      value,
    };
  });
  const { order } = numberAxes[axis];
  const compareNames = (one: BarOrGroup, other: BarOrGroup) =>
    one.name.localeCompare(other.name, 'en') || (one.key < other.key ? -1 : 1);
  return namedValues.sort((one, other) => {
    if (order === 'value') {
      return (
        (other.value ?? -Infinity) - (one.value ?? -Infinity) ||
        compareNames(one, other)
      );
    }
    const missingOrder =
      Number(one.key === NO_VALUE) - Number(other.key === NO_VALUE);
    if (missingOrder !== 0 || order === 'date') {
      return missingOrder || (one.key < other.key ? -1 : 1);
    }
    const index = one.rank.findIndex(
      (rank, position) => rank !== other.rank[position],
    );
    return index < 0
      ? compareNames(one, other)
      : one.rank[index] - (other.rank[index] ?? 0);
  });
}

function getKeyName(axis: NumberAxisName, key: string): string {
  if (axis === 'BILLABLE') {
    return key === 'true' ? 'Billable' : 'Not billable';
  }
  return key;
}

/** Adds the empty bars of a date axis. */
function fillDates(
  bars: BarOrGroup[],
  resolvedQuery: ResolvedQuery,
  zero: number | null,
): BarOrGroup[] {
  const { x_axis, range } = resolvedQuery;
  if (numberAxes[x_axis!].order !== 'date' || !range) {
    return bars;
  }
  const barsByKey = new Map(bars.map(bar => [bar.key, bar]));
  // A range of `MAX_BUCKETS` weeks that begins in the middle of a week touches one more week.
  return getRangeBuckets(range, resolvedQuery, MAX_BUCKETS + 1).map(
    key => barsByKey.get(key) ?? { key, name: key, rank: [], value: zero },
  );
}

/** Limits the number of bars. On date axes, returns the latest bars. */
function cutBars(
  bars: BarOrGroup[],
  { x_axis, limit }: ResolvedQuery,
): BarOrGroup[] {
  return numberAxes[x_axis!].order === 'date'
    ? bars.slice(-(limit ?? MAX_BUCKETS))
    : bars.slice(0, limit ?? DEFAULT_BAR_COUNT);
}

function sumGroups(cells: readonly NumberCell[]) {
  const sums = new Map<string, number>();
  for (const { g, value } of cells) {
    sums.set(g!, (sums.get(g!) ?? 0) + (value ?? 0));
  }
  return [...sums].map(([key, value]) => ({ key, value }));
}
