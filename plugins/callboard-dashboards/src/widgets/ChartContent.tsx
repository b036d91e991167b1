import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WidgetBars } from '@callboard/plugin-callboard-common';
import {
  findBarAtPoint,
  toChartOption,
  type BarBehind,
  type DrawnChartType,
} from '@callboard/plugin-callboard-common/charts';
import { Chart } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { getNumberUnit, getWidgetQuery, type ShownWidget } from './ShownWidget';
import { useBarLabels } from './useBarLabels';
import { useChartRequest } from './useChartRequest';
import { useNumberLabels } from './useNumberLabels';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The subject of a chart and its main finding. */
function useChartLabel(widget: ShownWidget, bars: WidgetBars): string {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const query = getWidgetQuery(widget);
  const { formatValue: value } = useNumberLabels(getNumberUnit(query));
  const getBarLabel = useBarLabels(query);
  const title = widget.title || t('untitled');
  const [first, ...others] = bars.data;
  if (!first) {
    return t('chartEmpty', { title });
  }
  const largest = others.reduce(
    (best, bar) => ((bar.count ?? 0) > (best.count ?? 0) ? bar : best),
    first,
  );
  const counts = {
    title,
    count: String(bars.data.length),
    most: `${getBarLabel(largest)} ${value(largest.count)}`,
  };
  return bars.total === null
    ? t('chartNoTotal', counts)
    : t('chart', { ...counts, total: value(bars.total) });
}

/** A widget's chart. */
export function ChartContent(props: {
  widget: ShownWidget;
  type: DrawnChartType;
  bars: WidgetBars;
  height: number;
  onSelect?: (bar: Partial<BarBehind>) => void;
}) {
  const { widget, type, bars, height, onSelect } = props;
  const query = getWidgetQuery(widget);
  const request = useChartRequest({ widget, type, bars, height });
  const option = useMemo(() => toChartOption(request), [request]);
  const label = useChartLabel(widget, bars);
  const select =
    onSelect &&
    ((index: number, seriesId: string) => {
      const bar = findBarAtPoint({ chart_type: type, bars }, index, seriesId);
      if (bar) {
        onSelect(bar);
      }
    });
  return (
    <Chart
      option={option}
      height={height}
      label={label}
      onSelect={select}
      subject={[type, query?.x_axis, query?.group_by].join()}
    />
  );
}
