import {
  ComparedNumber,
  DayRange,
  Interval,
  NO_VALUE,
  NumberAxisName,
  NumberMetricName,
  WidgetFilters,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { intersection, mapValues, uniq } from 'lodash';
import { CountedRecord } from './CountedRecord';
import {
  groupByKeys,
  QueriedWidget,
  selectRecords,
  getDaysBefore,
  computeExpectedNumbers,
  computeMetric,
} from './numbersModel';

/** A query for the analytics tabs. */
export interface TabsQuery {
  range: DayRange;
  tz: string;
  /** The first day of the week, 1 for Monday to 7 for Sunday. */
  weekStart: number;
  filters: Pick<WidgetFilters, 'project_ids' | 'department_ids'>;
}

/** The records of both sources that a viewer sees. */
export interface VisibleRecords {
  work_items: readonly CountedRecord[];
  time: readonly CountedRecord[];
}

/** A metric of a tab, and the date that its range applies to. */
interface TabMetric {
  widget_type: WidgetType;
  metric: NumberMetricName;
  date: NumberAxisName;
  filters?: WidgetFilters;
}

const created: TabMetric = {
  widget_type: 'work_items_chart',
  metric: 'count',
  date: 'CREATED_AT',
};
const completed: TabMetric = {
  ...created,
  metric: 'throughput',
  date: 'COMPLETED_AT',
};
const logged: TabMetric = {
  widget_type: 'time_chart',
  metric: 'logged_minutes',
  date: 'LOGGED_AT',
};
const workMetrics = {
  created,
  completed,
  started: {
    ...created,
    filters: { state_groups: ['started'] },
  } as TabMetric,
  overdue: {
    ...created,
    metric: 'overdue',
    date: 'TARGET_DATE',
  } as TabMetric,
};

/** Computes the expected analytics page for a viewer of these records. */
export class ExpectedTabs {
  constructor(
    private readonly seen: VisibleRecords,
    private readonly query: TabsQuery,
    /** The department of a person and its ancestors. */
    private readonly getDepartmentIds: (user_ref: string) => readonly string[],
  ) {}

  /** Computes the overview's numbers of items and time. */
  computeOverview() {
    return {
      work_items: this.computeTotal(created),
      completed: this.computeTotal(completed),
      logged_minutes: this.computeTotal(logged),
    };
  }

  /** Days for up to a month, weeks for up to half a year, else months. */
  get interval(): Interval {
    const { start, end } = this.query.range;
    const days = (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1;
    if (days <= 31) {
      return 'day';
    }
    return days <= 190 ? 'week' : 'month';
  }

  computeWork() {
    const bars = {
      created: this.computeOverTime(created),
      completed: this.computeOverTime(completed),
    };
    return {
      projects: this.getAxisKeys('PROJECT', Object.values(workMetrics)).map(
        key => ({
          project_id: key,
          ...mapValues(workMetrics, tabMetric =>
            this.computeKeyNumber('PROJECT', key, tabMetric),
          ),
        }),
      ),
      totals: mapValues(workMetrics, tabMetric => this.computeTotal(tabMetric)),
      over_time: Object.keys(bars.created).map(key => ({
        key,
        ...mapValues(bars, bar => bar[key]),
      })),
    };
  }

  computePeople() {
    const { department_ids } = this.query.filters;
    const isInDepartments = (key: string) =>
      !department_ids ||
      intersection(department_ids, this.getDepartmentIds(key)).length > 0;
    const assigned = this.getAxisKeys('ASSIGNEES', [created, completed]);
    const keys = [
      ...assigned.filter(isInDepartments),
      ...this.getAxisKeys('MEMBER', [logged]),
    ];
    const computeItemNumber = (key: string, tabMetric: TabMetric) =>
      isInDepartments(key)
        ? this.computeKeyNumber('ASSIGNEES', key, tabMetric)
        : { count: 0, filter_count: 0 };
    return uniq(keys)
      .filter(key => key !== NO_VALUE)
      .map(key => ({
        user_ref: key,
        assigned: computeItemNumber(key, created),
        completed: computeItemNumber(key, completed),
        logged_minutes: this.computeKeyNumber('MEMBER', key, logged),
      }));
  }

  computeTime() {
    return {
      logged_minutes: this.computeTotal(logged),
      billable_minutes: this.computeTotal({
        ...logged,
        filters: { is_billable: [true] },
      }),
      people: this.computeTotal({ ...logged, metric: 'people' }),
      projects: this.getAxisKeys('PROJECT', [logged]).map(key => ({
        project_id: key,
        logged_minutes: this.computeKeyNumber('PROJECT', key, logged),
      })),
      activity_types: this.getAxisKeys('ACTIVITY_TYPE', [logged]).map(key => ({
        activity_type: key === NO_VALUE ? null : key,
        logged_minutes: this.computeKeyNumber('ACTIVITY_TYPE', key, logged),
      })),
      over_time: Object.entries(this.computeOverTime(logged)).map(
        ([key, logged_minutes]) => ({ key, logged_minutes }),
      ),
    };
  }

  private computeTotal(tabMetric: TabMetric): ComparedNumber {
    return this.compare(tabMetric, (records, widget) =>
      computeMetric(records, widget),
    );
  }

  private computeKeyNumber(
    axis: NumberAxisName,
    key: string,
    tabMetric: TabMetric,
  ): ComparedNumber {
    return this.compare(tabMetric, (records, widget) =>
      computeMetric(groupByKeys(records, axis, widget)[key] ?? [], widget),
    );
  }

  private computeOverTime(tabMetric: TabMetric) {
    const widget = this.buildWidget(tabMetric, this.interval);
    return computeExpectedNumbers(this.getRecords(tabMetric), widget).bars;
  }

  /** All keys of the metrics in the range or the previous range. */
  private getAxisKeys(
    axis: NumberAxisName,
    numbers: readonly TabMetric[],
  ): string[] {
    const keys = numbers.flatMap(tabMetric =>
      this.applyToBothRanges(tabMetric, (records, widget) =>
        Object.keys(groupByKeys(records, axis, widget)),
      ).flat(),
    );
    return uniq(keys);
  }

  private compare(
    tabMetric: TabMetric,
    count: (
      records: readonly CountedRecord[],
      widget: QueriedWidget,
    ) => number | null,
  ): ComparedNumber {
    const [current, previous] = this.applyToBothRanges(tabMetric, count);
    return { count: current ?? 0, filter_count: previous ?? 0 };
  }

  /** Applies a function to the records of the range and of the previous range. */
  private applyToBothRanges<Found>(
    tabMetric: TabMetric,
    find: (records: readonly CountedRecord[], widget: QueriedWidget) => Found,
  ): Found[] {
    const { range } = this.query;
    const widget = this.buildWidget(tabMetric);
    return [range, getDaysBefore(range)].map(days =>
      find(selectRecords(this.getRecords(tabMetric), widget, days), widget),
    );
  }

  private getRecords({ widget_type }: TabMetric): readonly CountedRecord[] {
    return widget_type === 'time_chart' ? this.seen.time : this.seen.work_items;
  }

  private buildWidget(
    { widget_type, metric, date, filters }: TabMetric,
    interval?: Interval,
  ): QueriedWidget {
    const { query } = this;
    return {
      ...query,
      widget_type,
      config: {
        chart_type: 'bar',
        x_axis: date,
        metric,
        interval,
        filters: { ...query.filters, ...filters },
      },
    };
  }
}
