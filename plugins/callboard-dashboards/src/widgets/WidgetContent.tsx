import { NumberContent, Trend } from './NumberContent';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type WidgetData,
  type NumberBar,
  type WidgetBars,
} from '@callboard/plugin-callboard-common';
import {
  type ChartRequest,
  type SelectedBar,
  findBarAtPoint,
  toChartOption,
} from '@callboard/plugin-callboard-common/charts';
import Box from '@mui/material/Box';
import {
  formatCount,
  formatMinutes,
  Chart,
  Markdown,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { BarsTable } from './BarsTable';
import { getDrawnChartType, type WidgetContentFields } from './widgetLabels';
import { ItemsTable } from './ItemsTable';
import { useChartRequest } from './useChartRequest';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** Returns the accessible name of a chart: title, number of bars, total if known, largest bar. */
function useChartLabel(
  widget: WidgetContentFields,
  { bars, labels: { formatValue } }: ChartRequest,
): string {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const title = widget.title || t('untitled');
  const [firstBar, ...otherBars] = bars.data;
  if (!firstBar) {
    return t('chartEmpty', { title });
  }
  const largest = otherBars.reduce(
    (best, bar) => ((bar.count ?? 0) > (best.count ?? 0) ? bar : best),
    firstBar,
  );
  const counts = {
    title,
    count: String(bars.data.length),
    most: `${largest.name} ${formatValue(largest.count)}`,
  };
  return bars.total === null
    ? t('chartNoTotal', counts)
    : t('chart', { ...counts, total: formatValue(bars.total) });
}

function ChartContent(
  props: Parameters<typeof useChartRequest>[0] & {
    onSelect?: (bar: Partial<SelectedBar>) => void;
  },
) {
  const { widget, type, bars, height, onSelect } = props;
  const request = useChartRequest(props);
  const option = useMemo(() => toChartOption(request), [request]);
  const label = useChartLabel(widget, request);
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
      subject={[type, request.x_axis, request.group_by].join()}
    />
  );
}

/** The key of the only number in the overview that is a duration. */
const DURATION_KEY = 'logged_minutes';

function Tile(props: { bar: NumberBar }) {
  const { key, name, count, previous } = props.bar;
  const formatValue = key === DURATION_KEY ? formatMinutes : formatCount;
  return (
    <Box sx={{ minWidth: 96, flex: '1 1 96px' }}>
      <Box
        component="dt"
        sx={{ typography: 'caption', color: 'text.secondary' }}
      >
        {name}
      </Box>
      <Box
        component="dd"
        sx={{ m: 0, display: 'flex', flexWrap: 'wrap', columnGap: 1 }}
      >
        <Box
          component="span"
          sx={{ fontSize: 22, fontWeight: 600, lineHeight: 1.2 }}
        >
          {formatValue(count ?? 0)}
        </Box>
        {typeof previous === 'number' && (
          <Trend
            value={count ?? 0}
            previous={previous}
            formatValue={formatValue}
          />
        )}
      </Box>
    </Box>
  );
}

function StatsContent(props: { bars: WidgetBars }) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        // Overflowing content must scroll from its beginning.
        alignContent: 'safe center',
        gap: 2,
        m: 0,
        height: '100%',
        overflow: 'auto',
      }}
    >
      {props.bars.data.map(bar => (
        <Tile key={bar.key} bar={bar} />
      ))}
    </Box>
  );
}

export function TextContent(props: { text: string | undefined }) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  return props.text?.trim() ? (
    <Markdown
      text={props.text}
      sx={{
        height: '100%',
        overflow: 'auto',
        '& > div > :first-of-type': { mt: 0 },
      }}
    />
  ) : (
    <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
      {t('emptyText')}
    </Box>
  );
}

function NoData() {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  return (
    <Box
      sx={{
        display: 'grid',
        placeContent: 'center',
        textAlign: 'center',
        height: '100%',
        color: 'text.secondary',
        typography: 'body2',
      }}
    >
      <Box sx={{ fontWeight: 600 }}>{t('noBars')}</Box>
      <Box>{t('noBarsHint')}</Box>
    </Box>
  );
}

export function WidgetContent(props: {
  widget: WidgetContentFields;
  data: WidgetData;
  /** The height of the container, in pixels. */
  height: number;
  isTable?: boolean;
  /** Opens the rows behind a bar, or behind the whole widget. */
  onSelect?: (bar: Partial<SelectedBar>) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { widget, data, isTable, onSelect } = props;
  if ('value' in data) {
    return (
      <NumberContent
        label={t('openRows', { title: widget.title || t('untitled') })}
        number={data}
        onSelect={onSelect && (() => onSelect({}))}
      />
    );
  }
  if ('items' in data) {
    return data.items.length > 0 ? (
      <ItemsTable
        widget={widget}
        list={data}
        onAll={onSelect && (() => onSelect({}))}
      />
    ) : (
      <NoData />
    );
  }
  if (widget.widget_type === 'analytics_overview') {
    return <StatsContent bars={data} />;
  }
  if (data.data.length === 0) {
    return <NoData />;
  }
  const type = getDrawnChartType(widget);
  return type && !isTable ? (
    <ChartContent {...props} type={type} bars={data} />
  ) : (
    <BarsTable widget={widget} bars={data} onSelect={onSelect} />
  );
}
