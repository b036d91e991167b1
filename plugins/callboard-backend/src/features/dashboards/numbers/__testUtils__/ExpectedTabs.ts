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
  measure,
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
interface ExpectedRow {
  widget_type: WidgetType;
  metric: NumberMetricName;
  date: NumberAxisName;
  filters?: WidgetFilters;
}

const created: ExpectedRow = {
  widget_type: 'work_items_chart',
  metric: 'count',
  date: 'CREATED_AT',
};
const completed: ExpectedRow = {
  ...created,
  metric: 'throughput',
  date: 'COMPLETED_AT',
};
const logged: ExpectedRow = {
  widget_type: 'time_chart',
  metric: 'logged_minutes',
  date: 'LOGGED_AT',
};
const ofWork = {
  created,
  completed,
  started: {
    ...created,
    filters: { state_groups: ['started'] },
  } as ExpectedRow,
  overdue: {
    ...created,
    metric: 'overdue',
    date: 'TARGET_DATE',
  } as ExpectedRow,
};

/** Computes the expected analytics page for a viewer of these records. */
export class ExpectedTabs {
  constructor(
    private readonly seen: VisibleRecords,
    private readonly query: TabsQuery,
    /** The department of a person and its ancestors. */
    private readonly getDepartmentIds: (user_ref: string) => readonly string[],
  ) {}

  /** The part about items and time. */
  overview() {
    return {
      work_items: this.total(created),
      completed: this.total(completed),
      logged_minutes: this.total(logged),
    };
  }

  /** By day up to a month, by week up to half a year. */
  get interval(): Interval {
    const { start, end } = this.query.range;
    const days = (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1;
    if (days <= 31) {
      return 'day';
    }
    return days <= 190 ? 'week' : 'month';
  }

  work() {
    const bars = {
      created: this.over(created),
      completed: this.over(completed),
    };
    return {
      projects: this.getAxisKeys('PROJECT', Object.values(ofWork)).map(key => ({
        project_id: key,
        ...mapValues(ofWork, counts =>
          this.computeKeyNumber('PROJECT', key, counts),
        ),
      })),
      totals: mapValues(ofWork, counts => this.total(counts)),
      over_time: Object.keys(bars.created).map(key => ({
        key,
        ...mapValues(bars, bar => bar[key]),
      })),
    };
  }

  people() {
    const { department_ids } = this.query.filters;
    const isKnownPerson = (key: string) =>
      !department_ids ||
      intersection(department_ids, this.getDepartmentIds(key)).length > 0;
    const assigned = this.getAxisKeys('ASSIGNEES', [created, completed]);
    const keys = [
      ...assigned.filter(isKnownPerson),
      ...this.getAxisKeys('MEMBER', [logged]),
    ];
    const ofItems = (key: string, counts: ExpectedRow) =>
      isKnownPerson(key)
        ? this.computeKeyNumber('ASSIGNEES', key, counts)
        : { count: 0, filter_count: 0 };
    return uniq(keys)
      .filter(key => key !== NO_VALUE)
      .map(key => ({
        user_ref: key,
        assigned: ofItems(key, created),
        completed: ofItems(key, completed),
        logged_minutes: this.computeKeyNumber('MEMBER', key, logged),
      }));
  }

  time() {
    return {
      logged_minutes: this.total(logged),
      billable_minutes: this.total({
        ...logged,
        filters: { is_billable: [true] },
      }),
      people: this.total({ ...logged, metric: 'people' }),
      projects: this.getAxisKeys('PROJECT', [logged]).map(key => ({
        project_id: key,
        logged_minutes: this.computeKeyNumber('PROJECT', key, logged),
      })),
      activity_types: this.getAxisKeys('ACTIVITY_TYPE', [logged]).map(key => ({
        activity_type: key === NO_VALUE ? null : key,
        logged_minutes: this.computeKeyNumber('ACTIVITY_TYPE', key, logged),
      })),
      over_time: Object.entries(this.over(logged)).map(
        ([key, logged_minutes]) => ({ key, logged_minutes }),
      ),
    };
  }

  private total(counts: ExpectedRow): ComparedNumber {
    return this.compared(counts, (records, widget) => measure(records, widget));
  }

  private computeKeyNumber(
    axis: NumberAxisName,
    key: string,
    counts: ExpectedRow,
  ): ComparedNumber {
    return this.compared(counts, (records, widget) =>
      measure(groupByKeys(records, axis, widget)[key] ?? [], widget),
    );
  }

  private over(counts: ExpectedRow) {
    const widget = this.buildWidget(counts, this.interval);
    return computeExpectedNumbers(this.getRecords(counts), widget).bars;
  }

  /** All keys of the metrics in the range or the previous range. */
  private getAxisKeys(
    axis: NumberAxisName,
    numbers: readonly ExpectedRow[],
  ): string[] {
    const keys = numbers.flatMap(counts =>
      this.inBoth(counts, (records, widget) =>
        Object.keys(groupByKeys(records, axis, widget)),
      ).flat(),
    );
    return uniq(keys);
  }

  private compared(
    counts: ExpectedRow,
    count: (
      records: readonly CountedRecord[],
      widget: QueriedWidget,
    ) => number | null,
  ): ComparedNumber {
    const [now, before] = this.inBoth(counts, count);
    return { count: now ?? 0, filter_count: before ?? 0 };
  }

  /** Applies a function to the records of the range and of the previous range. */
  private inBoth<Found>(
    counts: ExpectedRow,
    find: (records: readonly CountedRecord[], widget: QueriedWidget) => Found,
  ): Found[] {
    const { range } = this.query;
    const widget = this.buildWidget(counts);
    return [range, getDaysBefore(range)].map(days =>
      find(selectRecords(this.getRecords(counts), widget, days), widget),
    );
  }

  private getRecords({ widget_type }: ExpectedRow): readonly CountedRecord[] {
    return widget_type === 'time_chart' ? this.seen.time : this.seen.work_items;
  }

  private buildWidget(
    { widget_type, metric, date, filters }: ExpectedRow,
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
