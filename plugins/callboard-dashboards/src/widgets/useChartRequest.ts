import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type NumberBar,
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
import { useContext, useMemo, createContext } from 'react';
import {
  getNumberUnit,
  type WidgetContentFields,
  useFormattedBars,
  useUnitFormats,
  useWidgetQuery,
} from './widgetLabels';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The colours of the page's charts. A bar or group has the same colour in all charts. */
export const PageColours = createContext(new KeyColours());

const getBarName = ({ name }: Pick<NumberBar, 'name'>) => name;

/** The input of `toChartOption` for a widget, with the page's colours and translated labels. */
export function useChartRequest(chart: {
  widget: WidgetContentFields;
  type: DrawnChartType;
  bars: WidgetBars;
  height: number;
}): ChartRequest {
  const { type, height } = chart;
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const query = useWidgetQuery(chart.widget);
  const bars = useFormattedBars(query, chart.bars);
  const unitFormats = useUnitFormats(getNumberUnit(query));
  const colours = useContext(PageColours);
  const palette = useChartPalette();
  return useMemo(
    () => ({
      chart_type: type,
      x_axis: query?.x_axis ?? null,
      group_by: query?.group_by ?? null,
      bars,
      colours,
      palette,
      labels: {
        ...unitFormats,
        metric: numberMetrics[query?.metric ?? 'count'].title,
        formatBar: getBarName,
        formatOthers: count => t('others', { number: formatCount(count) }),
        formatDay: browserFormats.formatDay,
      },
      height,
    }),
    [type, query, bars, colours, palette, unitFormats, t, height],
  );
}
