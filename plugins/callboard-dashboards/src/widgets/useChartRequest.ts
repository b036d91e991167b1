import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  numberMetrics,
  type WidgetBars,
} from '@callboard/plugin-callboard-common';
import type {
  ChartRequest,
  DrawnChartType,
} from '@callboard/plugin-callboard-common/charts';
import {
  browserFormats,
  formatCount,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import { useCallback, useContext, useMemo } from 'react';
import { PageColours } from './PageColours';
import { getNumberUnit, getWidgetQuery, type ShownWidget } from './ShownWidget';
import { useBarLabels } from './useBarLabels';
import { useGroupNames } from './useGroupNames';
import { useNumberLabels } from './useNumberLabels';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** A widget's chart, in the colours of the page and the reader's language. */
export function useChartRequest(chart: {
  widget: ShownWidget;
  type: DrawnChartType;
  bars: WidgetBars;
  height: number;
}): ChartRequest {
  const { type, height } = chart;
  const { data, total, percentiles } = chart.bars;
  const query = getWidgetQuery(chart.widget);
  const schema = useGroupNames(query, chart.bars.schema);
  const numbers = useNumberLabels(getNumberUnit(query));
  const x_axis = query?.x_axis ?? null;
  const group_by = query?.group_by ?? null;
  const metric = numberMetrics[query?.metric ?? 'count'].title;
  const bar = useBarLabels(query);
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const others = useCallback(
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
      words: {
        ...numbers,
        metric,
        formatBar: bar,
        formatOthers: others,
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
      bar,
      others,
      height,
    ],
  );
}
