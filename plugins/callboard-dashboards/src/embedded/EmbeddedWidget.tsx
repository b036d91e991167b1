import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  DashboardWithWidgets,
  Widget,
} from '@callboard/plugin-callboard-common';
import {
  KeyColours,
  type SelectedBar,
} from '@callboard/plugin-callboard-common/charts';
import {
  CallboardProvider,
  EmptyState,
  LoadingState,
  QueryState,
  getErrorStatus,
  useMe,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { lazy, Suspense, useState } from 'react';
import type { ViewerFilters } from '../data/useWidgetData';
import { useDashboard, useLiveDashboard } from '../data/dashboards';
import { dashboardRouteRef } from '../routes';
import { PageColours } from '../widgets/useChartRequest';
import { useWidgetParts } from '../widgets/WidgetCard';
import { useOtherOwner } from '../widgets/WidgetNotes';
import { callboardDashboardsEmbeddedTranslationRef } from './embeddedTranslation';
import { parseChoice, type WidgetChoice } from './WidgetPicker';

// The drawer is loaded when the user opens the first bar.
const RowsDrawer = lazy(() =>
  import('../view/RowsDrawer').then(m => ({ default: m.RowsDrawer })),
);

const CONTENT_HEIGHT_PX = 220;
const NUMBER_HEIGHT_PX = 72;

const skeleton = <LoadingState rows={4} rowHeight={40} />;

function MissingWidget() {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  return <EmptyState title={t('deleted')}>{t('deletedHint')}</EmptyState>;
}

function WidgetView(props: {
  slug: string;
  dashboard: DashboardWithWidgets;
  widget: Widget;
  viewerFilters: ViewerFilters;
}) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const { slug, dashboard, widget, viewerFilters } = props;
  const { refresh_seconds } = dashboard.config;
  const [bar, setBar] = useState<Partial<SelectedBar>>();
  const href = useRouteRef(dashboardRouteRef);
  const owner = useOtherOwner(dashboard);
  const workspace = useMe().data?.workspaces.find(one => one.slug === slug);
  // Refetches only the widget of this card; other cards on the page refetch their own.
  useLiveDashboard(workspace?.id ?? '', dashboard.id, [widget]);
  const isNumber = widget.config.chart_type === 'number';
  const height = isNumber ? NUMBER_HEIGHT_PX : CONTENT_HEIGHT_PX;
  const { notes, menu, body } = useWidgetParts({
    slug,
    widget,
    viewerFilters,
    refresh_seconds,
    owner,
    height,
    onSelect: setBar,
  });
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.75,
          typography: 'subtitle2',
          mb: 0.5,
        }}
      >
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {widget.title || t('untitled')}
        </Box>
        {notes}
        <Box sx={{ ml: 'auto' }}>{menu}</Box>
      </Box>
      <Box sx={{ height }}>{body}</Box>
      {bar && (
        <Suspense fallback={null}>
          <RowsDrawer {...props} bar={bar} onClose={() => setBar(undefined)} />
        </Suspense>
      )}
      {href && (
        <Box sx={{ pt: 1, typography: 'body2' }}>
          <Link to={`${href({ id: dashboard.id })}?workspace=${slug}`}>
            {t('open', { dashboard: dashboard.name })}
          </Link>
        </Box>
      )}
    </>
  );
}

export function EmbeddedWidget(props: {
  choice: WidgetChoice;
  viewerFilters: ViewerFilters;
}) {
  const { slug, dashboard: id, widget: wid } = props.choice;
  const [colours] = useState(() => new KeyColours());
  const query = useDashboard(slug, id);
  if (!query.data && query.error && getErrorStatus(query.error) === 404) {
    return <MissingWidget />;
  }
  return (
    <PageColours.Provider value={colours}>
      <QueryState query={query} loading={skeleton}>
        {dashboard => {
          const widget = dashboard.widgets.find(one => one.id === wid);
          return widget ? (
            <WidgetView
              slug={slug}
              dashboard={dashboard}
              widget={widget}
              viewerFilters={props.viewerFilters}
            />
          ) : (
            <MissingWidget />
          );
        }}
      </QueryState>
    </PageColours.Provider>
  );
}

const NO_FILTERS = {};

export function DashboardWidget(props: {
  /** The workspace, the dashboard and the widget, as stored in the card's settings. */
  widget?: unknown;
}) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const choice = parseChoice(props.widget);
  return choice ? (
    <CallboardProvider>
      <EmbeddedWidget choice={choice} viewerFilters={NO_FILTERS} />
    </CallboardProvider>
  ) : (
    <EmptyState title={t('unset')}>{t('unsetHome')}</EmptyState>
  );
}
