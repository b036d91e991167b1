import {
  type MetricQuery,
  formatBarNames,
  type WidgetBars,
  createUnitFormats,
  type UnitFormats,
  numberMetrics,
  getMetricQuery,
  type Widget,
} from '@callboard/plugin-callboard-common';
import {
  browserFormats,
  useActionLabels,
  useEntityTypeLabels,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DrawnChartType } from '@callboard/plugin-callboard-common/charts';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** Returns the type of a widget's chart; undefined for text, table, list and number widgets. */
export function getDrawnChartType(
  widget: WidgetContentFields,
): DrawnChartType | undefined {
  const query = getWidgetQuery(widget);
  return !query ||
    widget.widget_type === 'table' ||
    query.chart_type === 'number' ||
    query.chart_type === 'table'
    ? undefined
    : query.chart_type;
}

export type WidgetContentFields = Pick<
  Widget,
  'widget_type' | 'title' | 'config'
>;

type NumberUnit = (typeof numberMetrics)[keyof typeof numberMetrics]['unit'];

export function getNumberUnit(query: MetricQuery | undefined): NumberUnit {
  return query ? numberMetrics[query.metric].unit : 'count';
}

/** Returns a widget's query; undefined for widgets without a source. */
export function getWidgetQuery(
  widget: WidgetContentFields,
): MetricQuery | undefined {
  return getMetricQuery(widget.widget_type, widget.config);
}

/** Returns a widget's query: the same object until the widget's type or configuration changes. */
export function useWidgetQuery({
  widget_type,
  config,
}: WidgetContentFields): MetricQuery | undefined {
  return useMemo(
    () => getMetricQuery(widget_type, config),
    [widget_type, config],
  );
}

export function useUnitFormats(unit: NumberUnit): UnitFormats {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  return useMemo(
    () =>
      createUnitFormats(unit, browserFormats, {
        none: t('none'),
        hours: hours => t('hours', { hours }),
        days: days => t('days', { days }),
      }),
    [t, unit],
  );
}

export function useFormattedBars<
  Bars extends Pick<WidgetBars, 'data' | 'schema'>,
>(query: MetricQuery | undefined, bars: Bars): Bars {
  const formatAction = useActionLabels();
  const formatEntityType = useEntityTypeLabels();
  return useMemo(
    () =>
      formatBarNames(bars, query, {
        formats: browserFormats,
        action: formatAction,
        entityType: formatEntityType,
      }),
    [bars, query, formatAction, formatEntityType],
  );
}
