import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  DashboardWithWidgets,
  Widget,
} from '@callboard/plugin-callboard-common';
import { KeyColours } from '@callboard/plugin-callboard-common/charts';
import {
  EmptyState,
  LoadingState,
  QueryState,
  statusOf,
  useMe,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useState } from 'react';
import type { AskedAlone } from '../data/AskedAlone';
import { useDashboard } from '../data/useDashboard';
import { useLiveDashboard } from '../data/useLiveDashboard';
import { useWidgetData } from '../data/useWidgetData';
import { dashboardRouteRef } from '../routes';
import { PageColours } from '../widgets/PageColours';
import { WidgetBody } from '../widgets/WidgetBody';
import { WidgetNotes } from '../widgets/WidgetNotes';
import { callboardDashboardsEmbeddedTranslationRef } from './embeddedTranslation';
import type { WidgetChoice } from './WidgetChoice';

const HEIGHT = 220;
const NUMBER_HEIGHT = 72;

const skeleton = <LoadingState rows={4} rowHeight={40} />;

function Gone() {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  return <EmptyState title={t('gone')}>{t('goneHint')}</EmptyState>;
}

function Shown(props: {
  slug: string;
  dashboard: DashboardWithWidgets;
  widget: Widget;
  asked: AskedAlone;
}) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const { slug, dashboard, widget, asked } = props;
  const { refresh_seconds } = dashboard.config;
  const query = useWidgetData(slug, widget, asked, refresh_seconds);
  const href = useRouteRef(dashboardRouteRef);
  const workspace = useMe().data?.workspaces.find(one => one.slug === slug);
  useLiveDashboard(
    workspace?.id ?? '',
    widget.widget_type === 'activity_chart',
  );
  const height = widget.config.chart_type === 'number' ? NUMBER_HEIGHT : HEIGHT;
  return (
    <>
      <Box
        sx={{ display: 'flex', gap: 0.75, typography: 'subtitle2', mb: 0.5 }}
      >
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{widget.title}</Box>
        {query.data && (
          <WidgetNotes data={query.data} owner={dashboard.owner_name} />
        )}
      </Box>
      <Box sx={{ height }}>
        <WidgetBody widget={widget} query={query} height={height} />
      </Box>
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

/** One of a dashboard's widgets, away from its dashboard. */
export function EmbeddedWidget(props: {
  choice: WidgetChoice;
  asked: AskedAlone;
}) {
  const { slug, dashboard: id, widget: wid } = props.choice;
  const [colours] = useState(() => new KeyColours());
  const query = useDashboard(slug, id);
  if (!query.data && query.error && statusOf(query.error) === 404) {
    return <Gone />;
  }
  return (
    <PageColours.Provider value={colours}>
      <QueryState query={query} loading={skeleton}>
        {dashboard => {
          const widget = dashboard.widgets.find(one => one.id === wid);
          return widget ? (
            <Shown
              slug={slug}
              dashboard={dashboard}
              widget={widget}
              asked={props.asked}
            />
          ) : (
            <Gone />
          );
        }}
      </QueryState>
    </PageColours.Provider>
  );
}
