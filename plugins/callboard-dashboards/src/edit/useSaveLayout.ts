import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DashboardWithWidgets,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getProblems,
  getQueryKey,
  getErrorStatus,
  useCallboardClient,
  useLeaveWarning,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import {
  compactPositions,
  areSamePositions,
  mergePositions,
  getWidgetPositions,
  type WidgetPositions,
} from './WidgetPositions';

/** The time for which moves are collected for one request. */
const SAVE_DELAY_MS = 400;

/** The response statuses if another user has moved, added or removed widgets. */
const conflictStatuses: readonly (number | undefined)[] = [412, 400];

export type SaveState =
  | { name: 'saved' | 'saving' }
  | { name: 'failed'; problem: string; retry: () => void };

/** Saves moves after a short delay, one request at a time. Failed moves stay for the next save. */
export function useSaveLayout(slug: string, dashboard: DashboardWithWidgets) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { id } = dashboard;
  const notify = useToast();
  const latest = useRef(dashboard);
  latest.current = dashboard;
  const client = useCallboardClient();
  const queries = useQueryClient();
  const [movedLayout, setMovedLayout] = useState<{
    positions: WidgetPositions;
    /** The dashboard version that contains these positions; undefined until they are saved. */
    version?: number;
  }>();
  const [state, setState] = useState<SaveState>({ name: 'saved' });
  /** The moves to save, as the positions before and after them. */
  const pending = useRef<{
    before: WidgetPositions;
    edited: WidgetPositions;
  }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const isBusy = useRef(false);
  const isUnmounted = useRef(false);
  const latestFlush = useRef<() => void>();

  const putLayout = useCallback(
    async (positions: WidgetPositions, version: number) => {
      const params = { slug, id };
      const saved = await client.call(endpoints.layOutDashboard, {
        params,
        body: {
          widgets: [...positions].map(([widgetId, size]) => ({
            id: widgetId,
            ...size,
          })),
        },
        headers: toIfMatchHeader({ version }),
      });
      const queryKey = getQueryKey(endpoints.getDashboard, { params });
      // A running query may return an older state.
      await queries.cancelQueries({ queryKey });
      latest.current = saved;
      queries.setQueryData(queryKey, saved);
      return saved;
    },
    [client, queries, slug, id],
  );

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    if (isBusy.current || !pending.current) {
      return;
    }
    isBusy.current = true;
    const { before, edited } = pending.current;
    // Applies the user's moves to the current positions, which other users may have changed.
    const send = async ({ widgets, version }: DashboardWithWidgets) => {
      const current = getWidgetPositions(widgets);
      const merged = compactPositions(
        mergePositions(before, edited, compactPositions(current)),
      );
      return areSamePositions(merged, current)
        ? version
        : (await putLayout(merged, version)).version;
    };
    setState({ name: 'saving' });
    try {
      const version = await send(latest.current).catch(async error => {
        if (!conflictStatuses.includes(getErrorStatus(error))) {
          throw error;
        }
        const params = { slug, id };
        return send(await client.call(endpoints.getDashboard, { params }));
      });
      if (pending.current?.edited === edited) {
        pending.current = undefined;
        setMovedLayout({ positions: edited, version });
        setState({ name: 'saved' });
      } else if (pending.current) {
        pending.current.before = edited;
      }
    } catch (error) {
      const problem = getProblems(error).message;
      setState({
        name: 'failed',
        problem,
        retry: () => latestFlush.current?.(),
      });
      if (isUnmounted.current) {
        notify({ status: 'danger', title: t('notSaved', { problem }) });
      }
    }
    isBusy.current = false;
    if (pending.current && pending.current.edited !== edited) {
      latestFlush.current?.();
    }
  }, [client, putLayout, slug, id, notify, t]);
  latestFlush.current = flush;

  const save = useCallback(
    (positions: WidgetPositions) => {
      const stored = getWidgetPositions(latest.current.widgets);
      if (areSamePositions(positions, pending.current?.edited ?? stored)) {
        return;
      }
      const before = pending.current?.before ?? compactPositions(stored);
      pending.current = { before, edited: positions };
      setMovedLayout({ positions });
      setState({ name: 'saving' });
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, SAVE_DELAY_MS);
    },
    [flush],
  );

  useLeaveWarning(state.name !== 'saved');
  // Saves pending moves when the viewer leaves the page.
  useEffect(() => {
    isUnmounted.current = false;
    return () => {
      isUnmounted.current = true;
      latestFlush.current?.();
    };
  }, []);
  // The page may receive the saved dashboard later than this hook. Until then, the moved positions
  // apply.
  const isSavedShown =
    movedLayout?.version !== undefined &&
    movedLayout.version <= dashboard.version;
  const unsaved = isSavedShown ? undefined : movedLayout?.positions;
  return { unsaved, save, state };
}
