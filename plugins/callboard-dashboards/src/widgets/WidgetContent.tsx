import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WidgetData } from '@callboard/plugin-callboard-common';
import type { BarBehind } from '@callboard/plugin-callboard-common/charts';
import Box from '@mui/material/Box';
import { BarsTable } from './BarsTable';
import { ChartContent } from './ChartContent';
import { getDrawnChartType } from './getDrawnChartType';
import { ItemsTable } from './ItemsTable';
import { NumberContent } from './NumberContent';
import type { ShownWidget } from './ShownWidget';
import { StatsContent } from './StatsContent';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The text of a widget that shows no numbers. */
export function TextContent(props: { text: string | undefined }) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  return props.text?.trim() ? (
    <Box
      sx={{
        height: '100%',
        overflow: 'auto',
        typography: 'body2',
        overflowWrap: 'anywhere',
        '& > div > :first-of-type': { mt: 0 },
      }}
    >
      <MarkdownContent content={props.text} dialect="gfm" />
    </Box>
  ) : (
    <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
      {t('emptyText')}
    </Box>
  );
}

function NothingHere() {
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

/** The numbers of a widget, as a chart or text. */
export function WidgetContent(props: {
  widget: ShownWidget;
  data: WidgetData;
  /** The height of the container, in pixels. */
  height: number;
  /** Renders charts as tables. */
  isTable?: boolean;
  /** Opens the rows behind a bar, or behind the whole widget. */
  onSelect?: (bar: Partial<BarBehind>) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { widget, data, height, isTable, onSelect } = props;
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
      <NothingHere />
    );
  }
  if (widget.widget_type === 'analytics_overview') {
    return <StatsContent bars={data} />;
  }
  if (data.data.length === 0) {
    return <NothingHere />;
  }
  const type = getDrawnChartType(widget);
  return type && !isTable ? (
    <ChartContent
      widget={widget}
      type={type}
      bars={data}
      height={height}
      onSelect={onSelect}
    />
  ) : (
    <BarsTable widget={widget} bars={data} onSelect={onSelect} />
  );
}
