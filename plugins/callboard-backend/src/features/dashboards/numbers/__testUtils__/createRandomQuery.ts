import {
  Interval,
  NumberAxis,
  numberAxes,
  NumberAxisName,
  numberAxisNames,
  filtersBySource,
  NumberMetric,
  numberMetricNames,
  NumberMetricName,
  numberMetrics,
  findConfigProblems,
  sourceByWidgetType,
  WidgetFilters,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { addDays } from '../../../../database/zones';
import { TabsQuery } from './ExpectedTabs';
import { QueriedWidget } from './numbersModel';
import { NumbersFixture, viewers, ViewerName } from './NumbersFixture';
import { ERA_DAYS, ERAS } from './RandomWork';

/** A query by a viewer. */
export type ViewerQuery = QueriedWidget & { who: ViewerName };

/** A query for the analytics page by a viewer. */
export type ViewerTabsQuery = TabsQuery & { who: ViewerName };

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Kiritimati',
);

const widgetTypes: WidgetType[] = [
  'work_items_chart',
  'work_items_chart',
  'time_chart',
  'people_chart',
  'activity_chart',
];

const ranges = fc
  .record({
    era: fc.constantFrom(...ERAS),
    from: fc.integer({ min: -3, max: ERA_DAYS }),
    // Long ranges reach from one era into the other.
    length: fc.constantFrom(1, 2, 7, 9, 20, 160),
  })
  .map(({ era, from, length }) => {
    const start = addDays(era, from);
    return { start, end: addDays(start, length - 1) };
  });

/** Creates only a few of a source's filters, so that some rows match. */
function buildFilters(
  names: ReadonlyArray<keyof WidgetFilters>,
  { pools }: NumbersFixture,
): fc.Arbitrary<WidgetFilters> {
  const createFilter = (name: keyof WidgetFilters) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constant(pools[name].slice(0, 1)) },
      { weight: 2, arbitrary: fc.subarray([...pools[name]]) },
    );
  return fc.record(
    Object.fromEntries(names.map(name => [name, createFilter(name)])),
  ) as fc.Arbitrary<WidgetFilters>;
}

/** A random widget query by a random viewer. */
export function createRandomQuery(
  fixture: NumbersFixture,
  weekStart: number,
): fc.Arbitrary<ViewerQuery> {
  return fc.constantFrom(...widgetTypes).chain(widget_type => {
    const source = sourceByWidgetType[widget_type]!;
    const hasSource = ({ sources }: NumberAxis | NumberMetric) =>
      sources.includes(source);
    const axes = numberAxisNames.filter(name => hasSource(numberAxes[name]));
    const metrics = numberMetricNames.filter(name =>
      hasSource(numberMetrics[name]),
    );
    const config = fc.record({
      chart_type: fc.constantFrom(
        'bar' as const,
        'bar' as const,
        'number' as const,
      ),
      x_axis: fc.constantFrom<NumberAxisName | null>(null, ...axes),
      group_by: fc.constantFrom<NumberAxisName | null>(null, ...axes),
      metric: fc.constantFrom<NumberMetricName>(...metrics),
      interval: fc.constantFrom<Interval>('day', 'week', 'month'),
      filters: buildFilters(filtersBySource[source], fixture),
      date_range: fc.option(ranges, { nil: undefined, freq: 2 }),
    });
    return fc
      .record({
        who: fc.constantFrom(...viewers),
        tz: zones,
        // Other combinations would rarely be valid.
        config: config.filter(
          one => findConfigProblems(widget_type, one).length === 0,
        ),
      })
      .map(query => ({
        ...query,
        widget_type,
        weekStart,
        range: query.config.date_range,
      }));
  });
}

/** A random query for the analytics page. */
export function createRandomTabsQuery(
  { pools }: NumbersFixture,
  weekStart: number,
): fc.Arbitrary<ViewerTabsQuery> {
  const createSubset = (values: readonly string[]) =>
    fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
  return fc.record({
    who: fc.constantFrom(...viewers),
    tz: zones,
    range: ranges,
    weekStart: fc.constant(weekStart),
    filters: fc.record({
      project_ids: createSubset(pools.project_ids),
      department_ids: createSubset(pools.department_ids.filter(Boolean)),
    }),
  });
}
