import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  numberMetrics,
  type WidgetBars,
} from '@callboard/plugin-callboard-common';
import {
  type ChartRequest,
  type DrawnChartType,
  KeyColours,
} from '@callboard/plugin-callboard-common/charts';
import {
  browserFormats,
  formatCount,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import { useCallback, useContext, useMemo, createContext } from 'react';
import {
  getNumberUnit,
  getWidgetQuery,
  type WidgetContentFields,
  useFormatBar,
  useGroupNames,
  useUnitFormats,
} from './widgetLabels';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The colours of the page's charts. A key has the same colour in all charts. */
export const PageColours = createContext(new KeyColours());

/**
 * Returns the input of `toChartOption` for a widget, with the page's colours and translated labels.
 */
export function useChartRequest(chart: {
  widget: WidgetContentFields;
  type: DrawnChartType;
  bars: WidgetBars;
  height: number;
}): ChartRequest {
  const { type, height } = chart;
  const { data, total, percentiles } = chart.bars;
  const query = getWidgetQuery(chart.widget);
  const schema = useGroupNames(query, chart.bars.schema);
  const numbers = useUnitFormats(getNumberUnit(query));
  const x_axis = query?.x_axis ?? null;
  const group_by = query?.group_by ?? null;
  const metric = numberMetrics[query?.metric ?? 'count'].title;
  const formatBar = useFormatBar(query);
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const formatOthers = useCallback(
    (count: number) => t('others', { number: formatCount(count) }),
    [t],
  );
  const colours = useContext(PageColours);
  const palette = useChartPalette();
  return useMemo(
    () => ({
      chart_type: type,
      x_axis,
      group_by,
      bars: { data, schema, total, percentiles },
      colours,
      palette,
      labels: {
        ...numbers,
        metric,
        formatBar,
        formatOthers,
        formatDay: browserFormats.formatDay,
      },
      height,
    }),
    [
      type,
      x_axis,
      group_by,
      data,
      schema,
      total,
      percentiles,
      colours,
      palette,
      numbers,
      metric,
      formatBar,
      formatOthers,
      height,
    ],
  );
}
