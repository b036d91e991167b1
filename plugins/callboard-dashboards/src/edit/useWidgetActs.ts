import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DashboardWithWidgets,
  type NewWidget,
  type Widget,
} from '@callboard/plugin-callboard-common';
import {
  problemsOf,
  queryKeyOf,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { draftOf } from './WidgetDraft';

/** Adds, copies and removes widgets; each can be taken back. */
export function useWidgetActs(
  slug: string,
  dashboard: DashboardWithWidgets,
  push: (undo: () => unknown) => void,
): {
  refresh: () => Promise<unknown>;
  duplicate: (widget: Widget) => Promise<void>;
  remove: (widget: Widget) => Promise<void>;
  /** Remembers that a widget was added. */
  added: (widget: Widget) => void;
  /** Remembers what a widget was before it was changed. */
  changed: (before: Widget) => void;
} {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useNotice();
  const { id } = dashboard;
  const refresh = useCallback(
    () =>
      Promise.all(
        [endpoints.getDashboard, endpoints.getWidgetData].map(endpoint =>
          queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) }),
        ),
      ),
    [queries],
  );
  return useMemo(() => {
    const attempt = async (act: () => Promise<unknown>) => {
      try {
        await act();
      } catch (error) {
        notify({ status: 'danger', title: problemsOf(error).message });
      }
      await refresh();
    };
    const create = (body: NewWidget) =>
      client.call(endpoints.createWidget, { params: { slug, id }, body });
    const drop = (wid: string) =>
      client.call(endpoints.deleteWidget, { params: { slug, id, wid } });
    const added = (widget: Widget) =>
      push(() => attempt(() => drop(widget.id)));
    return {
      refresh,
      added,
      changed: before =>
        push(() =>
          attempt(() =>
            client.call(endpoints.updateWidget, {
              params: { slug, id, wid: before.id },
              body: draftOf(before),
            }),
          ),
        ),
      duplicate: widget =>
        attempt(async () => {
          const { width, height } = widget.size;
          const made = await create(draftOf(widget));
          await client.call(endpoints.updateWidget, {
            params: { slug, id, wid: made.id },
            body: { size: { ...made.size, width, height } },
          });
          added(made);
        }),
      remove: widget =>
        attempt(async () => {
          await drop(widget.id);
          const again = () =>
            attempt(() =>
              create({
                ...draftOf(widget),
                size: widget.size,
                sort_order: widget.sort_order,
              }),
            );
          push(again);
          notify({
            status: 'success',
            title: t('removed', { title: widget.title || t('untitled') }),
          });
        }),
    };
  }, [client, id, notify, push, refresh, slug, t]);
}
