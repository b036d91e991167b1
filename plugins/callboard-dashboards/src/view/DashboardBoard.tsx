import type {
  DashboardWithWidgets,
  Widget,
} from '@callboard/plugin-callboard-common';
import type { BarBehind } from '@callboard/plugin-callboard-common/charts';
import { useCallback } from 'react';
import { RowsDrawer } from '../rows/RowsDrawer';
import { useOtherOwner } from '../widgets/useOtherOwner';
import { WidgetCard } from '../widgets/WidgetCard';
import type { DashboardUrl } from './useDashboardUrl';
import { useViewChanges } from './useViewChanges';
import { WidgetGrid } from './WidgetGrid';

/** The widgets of a dashboard, and the rows of the open bar. */
export function DashboardBoard(props: {
  slug: string;
  dashboard: DashboardWithWidgets;
  url: DashboardUrl;
  mayChange: boolean;
}) {
  const { slug, dashboard, url } = props;
  const { openRows, rows } = url;
  const owner = useOtherOwner(dashboard);
  const open = useCallback(
    (widget: Widget, bar: Partial<BarBehind>) =>
      openRows({ widget: widget.id, ...bar }),
    [openRows],
  );
  const getViewChanges = useViewChanges(slug, dashboard, url);
  const opened = dashboard.widgets.find(({ id }) => id === rows?.widget);
  return (
    <>
      <WidgetGrid widgets={dashboard.widgets}>
        {widget => (
          <WidgetCard
            slug={slug}
            widget={widget}
            viewerFilters={url.viewerFilters}
            refresh_seconds={dashboard.config.refresh_seconds}
            owner={owner}
            onSelect={open}
            changes={props.mayChange ? getViewChanges(widget) : undefined}
          />
        )}
      </WidgetGrid>
      {rows && opened && (
        <RowsDrawer
          slug={slug}
          widget={opened}
          viewerFilters={url.viewerFilters}
          bar={rows}
          onClose={() => openRows(undefined)}
        />
      )}
    </>
  );
}
