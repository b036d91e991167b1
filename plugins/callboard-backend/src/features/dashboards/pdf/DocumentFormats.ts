import {
  createFormats,
  DayRange,
  formatAction,
  formatEntityType,
  Formats,
  isByInterval,
  isDateAxis,
  formatAxisLabel,
  NumberAxisName,
  NumberMetricName,
  numberMetrics,
  MetricQuery,
  UnitFormats,
  createUnitFormats,
  WidgetBars,
} from '@callboard/plugin-callboard-common';

/** The locale for readers whose locale is unknown. */
export const DEFAULT_LOCALE = 'en-GB';

/** Creates the formats of a metric for documents and notifications. */
export function createMetricFormats(
  metric: NumberMetricName,
  formats = createFormats(DEFAULT_LOCALE),
): UnitFormats {
  return createUnitFormats(numberMetrics[metric].unit, formats, {
    none: '–',
    hours: hours => `${hours}h`,
    days: days => `${days} days`,
  });
}

/** The formats of a document, which equal the formats of the pages. */
export class DocumentFormats {
  readonly #formats: Formats;

  /** @param today - `YYYY-MM-DD` in the zone of the document */
  constructor(locale: string, private readonly today: string) {
    this.#formats = createFormats(locale);
  }

  formatCount(count: number): string {
    return this.#formats.count(count);
  }

  formatDay(day: string): string {
    return this.#formats.formatDay(day);
  }

  /** Formats the numbers of a metric. */
  getMetricFormats(metric: NumberMetricName): UnitFormats {
    return createMetricFormats(metric, this.#formats);
  }

  formatRange(range: DayRange | undefined): string {
    return range
      ? this.#formats.formatDateRange(range.start, range.end, this.today)
      : 'All time';
  }

  /** Formats the names of the bars and groups of a chart or table. */
  formatBarNames(bars: WidgetBars, query: MetricQuery | undefined): WidgetBars {
    const x_axis = query?.x_axis ?? null;
    const group_by = query?.group_by ?? null;
    const isDate = x_axis
      ? isDateAxis(x_axis)
      : query !== undefined && isByInterval(query);
    return {
      ...bars,
      data: bars.data.map(bar => ({
        ...bar,
        name: this.formatBarLabel(bar, x_axis, isDate),
      })),
      schema: Object.fromEntries(
        Object.entries(bars.schema).map(([key, name]) => [
          key,
          // `key` is the field of a group, which can differ from its key. On axes whose keys are
          // formatted, the name equals the key.
          this.formatBarLabel(
            { key: key === 'none' ? key : name, name },
            group_by,
            isDateAxis(group_by),
          ),
        ]),
      ),
    };
  }

  private formatBarLabel(
    bar: { key: string; name: string },
    axis: NumberAxisName | null,
    isDate: boolean,
  ): string {
    return formatAxisLabel(bar, {
      axis,
      isDate,
      formats: this.#formats,
      action: formatAction,
      entityType: formatEntityType,
    });
  }
}
