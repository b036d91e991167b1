import {
  isByInterval,
  isDateAxis,
  type NumberBar,
  type MetricQuery,
  formatAxisLabel,
  type NumberAxisName,
  NO_VALUE,
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
import { useCallback, useMemo } from 'react';
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

/** The part of a widget that its contents depend on. */
export type WidgetContentFields = Pick<
  Widget,
  'widget_type' | 'title' | 'config'
>;

/** The unit of a metric. */
type NumberUnit = (typeof numberMetrics)[keyof typeof numberMetrics]['unit'];

/** Returns the unit of a query's metric. */
export function getNumberUnit(query: MetricQuery | undefined): NumberUnit {
  return query ? numberMetrics[query.metric].unit : 'count';
}

/** Returns a widget's query; undefined for widgets without a source. */
export function getWidgetQuery(
  widget: WidgetContentFields,
): MetricQuery | undefined {
  return getMetricQuery(widget.widget_type, widget.config);
}

/** Returns functions that format numbers of a unit. */
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

/** Returns the names of a widget's groups, formatted like the names of bars. */
export function useGroupNames(
  query: MetricQuery | undefined,
  schema: WidgetBars['schema'],
): WidgetBars['schema'] {
  const axis = query?.group_by ?? null;
  const formatGroup = useFormatAxisValue(axis, isDateAxis(axis));
  return useMemo(
    () =>
      Object.fromEntries(
        Object.entries(schema).map(([field, name]) => [
          field,
          // On axes with formatted labels, the name that the API returns is the key.
          field === NO_VALUE ? name : formatGroup({ key: name, name }),
        ]),
      ),
    [schema, formatGroup],
  );
}

/** Returns a function that formats the values of an axis: dates, actions and entity types. */
function useFormatAxisValue(
  axis: NumberAxisName | null,
  isDate: boolean,
): (bar: Pick<NumberBar, 'key' | 'name'>) => string {
  const action = useActionLabels();
  const entityType = useEntityTypeLabels();
  return useCallback(
    bar =>
      formatAxisLabel(bar, {
        axis,
        isDate,
        formats: browserFormats,
        action,
        entityType,
      }),
    [axis, isDate, action, entityType],
  );
}

/** Returns a function that formats a bar's name; dates are formatted in the user's locale. */
export function useFormatBar(
  query: MetricQuery | undefined,
): (bar: Pick<NumberBar, 'key' | 'name'>) => string {
  const axis = query?.x_axis ?? null;
  const isDate = axis
    ? isDateAxis(axis)
    : query !== undefined && isByInterval(query);
  return useFormatAxisValue(axis, isDate);
}
