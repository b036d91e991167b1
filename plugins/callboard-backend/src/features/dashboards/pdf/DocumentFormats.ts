import {
  createFormats,
  DayRange,
  formatAction,
  formatEntityType,
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

/**
 * Creates the formats of a document. The dashboard page uses the same formats.
 *
 * @param today - `YYYY-MM-DD` in the zone of the document
 */
export function createDocumentFormats(locale: string, today: string) {
  const formats = createFormats(locale);
  return {
    ...formats,
    getMetricFormats: (metric: NumberMetricName) =>
      createMetricFormats(metric, formats),
    formatRange: (range: DayRange | undefined) =>
      range
        ? formats.formatDateRange(range.start, range.end, today)
        : 'All time',
    /** Formats the names of the bars and groups of a chart or table. */
    formatBarNames: (bars: WidgetBars, query: MetricQuery | undefined) =>
      formatBarNames(bars, query, {
        formats,
        action: formatAction,
        entityType: formatEntityType,
      }),
  };
}

export type DocumentFormats = ReturnType<typeof createDocumentFormats>;
