import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  findFreePosition,
  type DashboardWithWidgets,
  type Widget,
} from '@callboard/plugin-callboard-common';
import {
  getProblems,
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callboardDashboardsEditTranslationRef } from '../edit/editTranslation';
import { useLatestCallbacks } from '../edit/useLatestCallbacks';
import { toWidgetDraft } from '../edit/WidgetDraft';
import type { WidgetAction } from '../widgets/WidgetMenu';
import type { DashboardUrl } from './useDashboardUrl';

/**
 * Returns each widget's actions for viewers who may change the dashboard. A widget's actions keep
 * their identity between renders.
 */
export function useViewChanges(
  slug: string,
  { id, widgets }: Pick<DashboardWithWidgets, 'id' | 'widgets'>,
  url: Pick<DashboardUrl, 'editWidget'>,
): (widget: Widget) => readonly WidgetAction[] {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const params = { slug, id };

  const attempt = async (run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      notify({ status: 'danger', title: getProblems(error).message });
    }
    await queries.invalidateQueries({
      queryKey: getQueryKey(endpoints.getDashboard, { params }),
    });
  };
  const actions = useLatestCallbacks({
    edit: (widget: Widget) => url.editWidget(widget.id),
    duplicate: (widget: Widget) =>
      attempt(async () => {
        const taken = widgets.map(({ size }) => size);
        const size = findFreePosition(widget.size, taken);
        const { id: wid } = await client.call(endpoints.createWidget, {
          params,
          body: { ...toWidgetDraft(widget), size },
        });
        const remove = () =>
          client.call(endpoints.deleteWidget, { params: { ...params, wid } });
        notify({
          status: 'success',
          title: t('duplicated', { title: widget.title || t('untitled') }),
          onUndo: () => attempt(remove),
        });
      }),
  });
  return useMemo(() => {
    const made = new WeakMap<Widget, readonly WidgetAction[]>();
    return widget => {
      const known = made.get(widget) ?? [
        { label: t('edit'), run: () => actions.edit(widget) },
        { label: t('duplicate'), run: () => actions.duplicate(widget) },
      ];
      made.set(widget, known);
      return known;
    };
  }, [actions, t]);
}
