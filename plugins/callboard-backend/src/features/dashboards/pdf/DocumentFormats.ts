import {
  createFormats,
  DayRange,
  formatAction,
  formatEntityType,
  Formats,
  formatBarNames,
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

/** The formats of a document. The dashboard page uses the same formats. */
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

  formatDate(day: string): string {
    return this.#formats.formatDate(day);
  }

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
    return formatBarNames(bars, query, {
      formats: this.#formats,
      action: formatAction,
      entityType: formatEntityType,
    });
  }
}
