import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type MetricSource,
  type Widget,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import type { SelectedBar } from '@callboard/plugin-callboard-common/charts';
import {
  ListTable,
  EmptyState,
  ResourcesProvider,
  type ResourceReferences,
  SideDrawer,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { type ViewerFilters, useWidgetData } from '../data/useWidgetData';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';
import { useFormattedBars, useWidgetQuery } from '../widgets/widgetLabels';
import { callboardDashboardsWidgetsTranslationRef } from '../widgets/widgetsTranslation';
import { useRowColumns, useWidgetRows, type WidgetRow } from './useRowColumns';

function toReferences(row: WidgetRow): ResourceReferences {
  if ('entity_type' in row) {
    return row;
  }
  return 'work_item' in row
    ? {
        entity_type: 'work_item',
        entity_id: row.work_item_id,
        user_id: row.logged_by,
      }
    : {
        entity_type: 'work_item',
        entity_id: row.id,
        state_id: row.state_id,
        assignees: row.assignees,
      };
}

const NO_BARS = { data: [], schema: {} };

/** Returns the name of a bar; empty if the widget's data does not contain the bar. */
function useBarName(
  widget: Widget,
  data: WidgetData | undefined,
  { key, group }: Partial<SelectedBar>,
): string {
  const bars = useFormattedBars(
    useWidgetQuery(widget),
    data && 'data' in data ? data : NO_BARS,
  );
  const bar = bars.data.find(one => one.key === key);
  const groupName = Object.entries(bars.schema).find(
    ([groupKey]) => groupKey === group,
  )?.[1];
  return [bar?.name, groupName].filter(Boolean).join(', ');
}

function RowList(props: {
  source: MetricSource;
  label: string;
  pages: ReturnType<typeof useWidgetRows>;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { pages } = props;
  const columns = useRowColumns(props.source);
  return (
    <ResourcesProvider rows={(pages.data?.items ?? []).map(toReferences)}>
      <ListTable
        label={props.label}
        columns={columns}
        list={pages}
        empty={
          <EmptyState title={t('rows.empty')}>{t('rows.emptyHint')}</EmptyState>
        }
      />
    </ResourcesProvider>
  );
}

export function RowsDrawer(props: {
  slug: string;
  widget: Widget;
  viewerFilters: ViewerFilters;
  bar: Partial<SelectedBar>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { t: tWidgets } = useTranslationRef(
    callboardDashboardsWidgetsTranslationRef,
  );
  const { slug, widget, viewerFilters, bar, onClose } = props;
  // 0 turns off refetches here, because the widget's card on the page already refetches the data.
  const data = useWidgetData(slug, widget, viewerFilters, 0).data;
  const pages = useWidgetRows(slug, widget, viewerFilters, bar);
  const name = useBarName(widget, data, bar);
  const widgetTitle = widget.title || tWidgets('untitled');
  const title = name
    ? t('rows.of', { title: widgetTitle, bar: name })
    : widgetTitle;
  const total = pages.data?.total;
  const source = useWidgetQuery(widget)?.source ?? 'work_items';
  return (
    // Wide enough for the columns of a list.
    <SideDrawer label={title} width={960} onClose={onClose}>
      <Box sx={{ p: { xs: 2, sm: 3 }, pt: 2 }}>
        <Box sx={{ display: 'flex', alignItems: 'start', gap: 2, mb: 2 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Box
              component="h2"
              sx={{ m: 0, typography: 'h6', overflowWrap: 'anywhere' }}
            >
              {title}
            </Box>
            {total !== undefined && (
              <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
                {t('rows.count', { count: total })}
              </Box>
            )}
          </Box>
          <IconButton aria-label={t('rows.close')} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </Box>
        <RowList
          source={source}
          label={t('rows.table', { title })}
          pages={pages}
        />
      </Box>
    </SideDrawer>
  );
}
