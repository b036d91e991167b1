import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  findFreePosition,
  type DashboardWithWidgets,
  type NewWidget,
  type Widget,
  type WidgetPatch,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  invalidateEndpoints,
  useAttempt,
  useCallboardClient,
  useToast,
  toIfMatchHeader,
  getErrorStatus,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { isEqual } from '../data/mergeFields';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { mergeWidgetDrafts, toWidgetDraft } from './WidgetDraft';
import type { Arrangement } from './useArrangement';
import type { WidgetReplacements, PushUndo } from './useUndoStack';

const PRECONDITION_FAILED = 412;

const NOT_FOUND = 404;

const MAX_UNDO_ATTEMPTS = 3;

/** Restores the fields that an edit changed, except those that others have changed since. */
async function undoEdit(
  client: ReturnType<typeof useCallboardClient>,
  params: { slug: string; id: string; wid: string },
  edit: { before: Widget; after: Widget },
  remainingAttempts: number = MAX_UNDO_ATTEMPTS,
): Promise<void> {
  const latest = await client.call(endpoints.getWidget, { params });
  const [before, after, current] = [edit.before, edit.after, latest].map(
    toWidgetDraft,
  );
  // The edited widget is the base of the merge. Later changes to it win over the undo.
  const { draft } = mergeWidgetDrafts(after, current, before);
  const body: WidgetPatch = Object.fromEntries(
    Object.entries(draft).filter(
      ([name, value]) => !isEqual(value, current[name as keyof typeof current]),
    ),
  );
  if (Object.keys(body).length === 0) {
    return;
  }
  try {
    await client.call(endpoints.updateWidget, {
      params,
      body,
      headers: toIfMatchHeader(latest),
    });
  } catch (error) {
    if (
      getErrorStatus(error) !== PRECONDITION_FAILED ||
      remainingAttempts <= 1
    ) {
      throw error;
    }
    await undoEdit(client, params, edit, remainingAttempts - 1);
  }
}

/** Duplicates and removes widgets, and records additions and edits. Users can undo each action. */
export function useWidgetActions(
  slug: string,
  dashboard: Pick<DashboardWithWidgets, 'id' | 'widgets'>,
  board: {
    push: PushUndo;
    replacements: WidgetReplacements;
    addToLayout: Arrangement['addToLayout'];
    prepareRemoval: Arrangement['prepareRemoval'];
    /** Called with the id of a copy before the copy is on the page. */
    onCopied: (id: string) => void;
  },
) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const attempt = useAttempt();
  const { id, widgets } = dashboard;
  const { push, replacements, addToLayout, prepareRemoval, onCopied } = board;
  const refresh = useCallback(
    () =>
      invalidateEndpoints(queries, [
        endpoints.getDashboard,
        endpoints.getWidgetData,
      ]),
    [queries],
  );
  return useMemo(() => {
    const attemptChange = async (run: () => Promise<unknown>) => {
      await attempt(run);
      await refresh();
    };
    /** Resolves to false if the undo failed but may succeed later. */
    const attemptUndo = async (run: () => Promise<unknown>) => {
      let canRetry = false;
      await attemptChange(async () => {
        try {
          await run();
        } catch (error) {
          // If another user has deleted the widget, each attempt would fail.
          canRetry = getErrorStatus(error) !== NOT_FOUND;
          throw error;
        }
      });
      return !canRetry;
    };
    const toTitleParams = ({ title }: Widget) => ({
      title: title || t('untitled'),
    });
    const create = (body: NewWidget) =>
      client.call(endpoints.createWidget, { params: { slug, id }, body });
    const deleteWidget = async (wid: string) => {
      const closeGap = prepareRemoval(wid);
      await client.call(endpoints.deleteWidget, { params: { slug, id, wid } });
      const params = { slug, id };
      const queryKey = getQueryKey(endpoints.getDashboard, { params });
      // A running query may return an older state.
      await queries.cancelQueries({ queryKey });
      const reopenGap = closeGap();
      queries.setQueryData<DashboardWithWidgets>(
        queryKey,
        cached =>
          cached && {
            ...cached,
            widgets: cached.widgets.filter(widget => widget.id !== wid),
          },
      );
      return reopenGap;
    };
    const restore = async (
      widget: Widget,
      reopenGap: (restoredId: string) => void,
    ) => {
      const created = await create({
        ...toWidgetDraft(widget),
        size: widget.size,
        sort_order: widget.sort_order,
      });
      replacements.add(widget.id, created.id);
      reopenGap(created.id);
      notify({
        status: 'success',
        title: t('restored', toTitleParams(widget)),
      });
    };
    /** Makes room for an added widget, and records the addition, so that it can be undone. */
    const recordAddition = (widget: Widget) => {
      addToLayout(widget);
      push(() =>
        attemptUndo(() => deleteWidget(replacements.getCurrentId(widget.id))),
      );
    };
    return {
      refresh,
      recordAddition,
      recordEdit: (before: Widget, after: Widget) =>
        push(() => {
          const wid = replacements.getCurrentId(before.id);
          return attemptUndo(() =>
            undoEdit(client, { slug, id, wid }, { before, after }),
          );
        }),
      duplicate: (widget: Widget) =>
        attemptChange(async () => {
          const takenSizes = widgets.map(({ size }) => size);
          const size = findFreePosition(widget.size, takenSizes);
          const created = await create({ ...toWidgetDraft(widget), size });
          onCopied(created.id);
          recordAddition(created);
        }),
      remove: (widget: Widget) =>
        attemptChange(async () => {
          const reopenGap = await deleteWidget(widget.id);
          const undo = push(() =>
            attemptUndo(() => restore(widget, reopenGap)),
          );
          notify({
            status: 'success',
            title: t('removed', toTitleParams(widget)),
            onUndo: undo,
          });
        }),
    };
  }, [
    attempt,
    addToLayout,
    prepareRemoval,
    client,
    id,
    notify,
    onCopied,
    push,
    queries,
    refresh,
    slug,
    replacements,
    t,
    widgets,
  ]);
}
