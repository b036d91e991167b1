import {
  type DashboardWithWidgets,
  type Widget,
  endpoints,
  findFreePosition,
} from '@callboard/plugin-callboard-common';
import type { SelectedBar } from '@callboard/plugin-callboard-common/charts';
import { useCallback, useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getQueryKey,
  useAttempt,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useEventCallback } from '@mui/material/utils';
import { useQueryClient } from '@tanstack/react-query';
import { toWidgetDraft } from '../edit/WidgetDraft';
import { callboardDashboardsEditTranslationRef } from '../edit/editTranslation';
import { RowsDrawer } from './RowsDrawer';
import type { WidgetAction } from '../widgets/WidgetMenu';
import { useOtherOwner } from '../widgets/WidgetNotes';
import { WidgetCard } from '../widgets/WidgetCard';
import type { DashboardUrl } from './useDashboardUrl';
import { WidgetGrid } from './WidgetGrid';

/** Lists the edit actions of a widget: for the same widget, always the same array. */
function useEditActions(
  slug: string,
  { id, widgets }: Pick<DashboardWithWidgets, 'id' | 'widgets'>,
  url: Pick<DashboardUrl, 'editWidget'>,
): (widget: Widget) => readonly WidgetAction[] {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const attempt = useAttempt();
  const params = { slug, id };

  const attemptChange = async (run: () => Promise<unknown>) => {
    await attempt(run);
    await queries.invalidateQueries({
      queryKey: getQueryKey(endpoints.getDashboard, { params }),
    });
  };
  const edit = useEventCallback((widget: Widget) => url.editWidget(widget.id));
  const duplicate = useEventCallback((widget: Widget) =>
    attemptChange(async () => {
      const takenSizes = widgets.map(({ size }) => size);
      const size = findFreePosition(widget.size, takenSizes);
      const { id: wid } = await client.call(endpoints.createWidget, {
        params,
        body: { ...toWidgetDraft(widget), size },
      });
      const remove = () =>
        client.call(endpoints.deleteWidget, { params: { ...params, wid } });
      notify({
        status: 'success',
        title: t('duplicated', { title: widget.title || t('untitled') }),
        onUndo: () => attemptChange(remove),
      });
    }),
  );
  return useMemo(() => {
    const cachedActions = new WeakMap<Widget, readonly WidgetAction[]>();
    return widget => {
      const widgetActions = cachedActions.get(widget) ?? [
        { label: t('edit'), run: () => edit(widget) },
        { label: t('duplicate'), run: () => duplicate(widget) },
      ];
      cachedActions.set(widget, widgetActions);
      return widgetActions;
    };
  }, [edit, duplicate, t]);
}

export function DashboardBoard(props: {
  slug: string;
  dashboard: DashboardWithWidgets;
  url: DashboardUrl;
  canChange: boolean;
}) {
  const { slug, dashboard, url } = props;
  const { openRows, rows } = url;
  const owner = useOtherOwner(dashboard);
  const open = useCallback(
    (widget: Widget, bar: Partial<SelectedBar>) =>
      openRows({ widget: widget.id, ...bar }),
    [openRows],
  );
  const getEditActions = useEditActions(slug, dashboard, url);
  const openWidget = dashboard.widgets.find(({ id }) => id === rows?.widget);
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
            editActions={props.canChange ? getEditActions(widget) : undefined}
          />
        )}
      </WidgetGrid>
      {rows && openWidget && (
        <RowsDrawer
          slug={slug}
          widget={openWidget}
          viewerFilters={url.viewerFilters}
          bar={rows}
          onClose={() => openRows(undefined)}
        />
      )}
    </>
  );
}
