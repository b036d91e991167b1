import {
  useTranslationRef,
  storageApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useCopyLink, useToast } from '@callboard/plugin-callboard-react';
import { useRef, useCallback, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import { filterParameters, listFilters } from '../filters/WorkFilters';

/** A named combination of filters, order and layout. */
export type SavedView = {
  /** Unique within a project. */
  name: string;
  /** The URL parameters of the view; see `toViewQuery`. */
  query: string;
};

/** The maximum length of a view's name. */
export const MAX_NAME_LENGTH = 80;

/** Whether a stored value is a view; older data may differ. */
function isSavedView(value: unknown): value is SavedView {
  const view = value as SavedView | null | undefined;
  return typeof view?.name === 'string' && typeof view.query === 'string';
}

type ViewAction = (view: SavedView) => void;

export interface ViewActions {
  apply: ViewAction;
  copyLink: ViewAction;
  rename: ViewAction;
  /** Overwrites the view with the current filters. */
  overwrite: ViewAction;
  remove: ViewAction;
}

/** The URL parameters that belong to a view. The open item does not. */
const viewParameters = [...filterParameters, 'show', 'order', 'view'] as const;

const isListFilter = (name: string) =>
  listFilters.some(other => other === name);

/**
 * Returns the part of a URL query that identifies a view. Equal filters give equal text, regardless
 * of the order in which they were set.
 */
export function toViewQuery(search: URLSearchParams): string {
  const query = new URLSearchParams();
  for (const name of viewParameters) {
    const value = search.get(name);
    if (value) {
      query.set(
        name,
        isListFilter(name) ? value.split(',').sort().join(',') : value,
      );
    }
  }
  return query.toString();
}

/** Returns the URL query with another view, and without an open item. */
export function replaceView(
  search: URLSearchParams,
  query: string,
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('item');
  const view = new URLSearchParams(query);
  for (const name of viewParameters) {
    const value = view.get(name);
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  return next;
}

const BUCKET = 'callboard-work-views';

/** Maps the stored views to the new ones. */
type ViewChange = (views: readonly SavedView[]) => readonly SavedView[];

/**
 * The user's saved views of a project. They are stored in the user's portal settings, so no other
 * user sees the views. Some portals store these settings only in the browser.
 */
function useSavedViews(projectId: string) {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const storage = useApi(storageApiRef);
  const notify = useToast();
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  /** In the order in which they were saved; undefined while they load. */
  const [views, setViews] = useState<readonly SavedView[]>();
  /** The stored views, in a ref so that actions created earlier see the latest. */
  const storedViews = useRef<readonly SavedView[]>();
  /** Changes run one after the other: each is based on the views that the previous one stored. */
  const lastChange = useRef<Promise<unknown>>(Promise.resolve());
  const showViews = useCallback((next: readonly SavedView[]) => {
    storedViews.current = next;
    setViews(next);
  }, []);

  useEffect(() => {
    const applySnapshot = (snapshot: { presence: string; value?: unknown }) => {
      if (snapshot.presence !== 'unknown') {
        const { value } = snapshot;
        showViews(Array.isArray(value) ? value.filter(isSavedView) : []);
      }
    };
    applySnapshot(bucket.snapshot(projectId));
    const subscription = bucket.observe$(projectId).subscribe(applySnapshot);
    return () => subscription.unsubscribe();
  }, [bucket, projectId, showViews]);

  /** Stores the changed views, then shows them. Resolves to whether they were stored. */
  const changeViews = useCallback(
    (change: ViewChange) => {
      const store = async () => {
        if (!storedViews.current) {
          return false;
        }
        const next = change(storedViews.current);
        try {
          await bucket.set(projectId, [...next]);
        } catch {
          notify({
            status: 'danger',
            title: t('failed'),
            description: t('failedHint'),
          });
          return false;
        }
        showViews(next);
        return true;
      };
      const result = lastChange.current.then(store);
      lastChange.current = result;
      return result;
    },
    [t, bucket, projectId, showViews, notify],
  );
  return { views, changeViews };
}

function addView(view: SavedView): ViewChange {
  return views => [...views, view];
}

function changeView(
  { name }: SavedView,
  values: Partial<SavedView>,
): ViewChange {
  return views =>
    views.map(view => (view.name === name ? { ...view, ...values } : view));
}

function removeView({ name }: SavedView): ViewChange {
  return views => views.filter(view => view.name !== name);
}

/** Restores a view at its former position, unless another view has the same name by now. */
function restoreView(view: SavedView, index: number): ViewChange {
  return views =>
    views.some(({ name }) => name === view.name)
      ? views
      : [...views.slice(0, index), view, ...views.slice(index)];
}

/** Restores the filters of a view, unless the view has changed again. */
function restoreViewQuery(
  { name, query }: SavedView,
  newQuery: string,
): ViewChange {
  return views =>
    views.map(view =>
      view.name === name && view.query === newQuery ? { ...view, query } : view,
    );
}

/** The message after an action, and the change that undoes the action. */
interface ViewToast {
  message: string;
  inverse?: ViewChange;
}

export function useViewActions() {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const { project } = useWorkProject();
  const { views, changeViews } = useSavedViews(project.id);
  const [searchParams, setSearchParams] = useSearchParams();
  const latestRun = useRef(0);
  const copyLink = useCopyLink();
  const notify = useToast();
  const query = toViewQuery(searchParams);

  /** Applies a change; after it is stored, shows the message unless another change followed. */
  async function run(change: ViewChange, toast?: ViewToast): Promise<boolean> {
    latestRun.current += 1;
    const runNumber = latestRun.current;
    const isSaved = await changeViews(change);
    if (isSaved && toast && runNumber === latestRun.current) {
      const { message, inverse } = toast;
      notify({
        status: 'success',
        title: message,
        onUndo: inverse && (() => void run(inverse)),
      });
    }
    return isSaved;
  }

  const actions: Omit<ViewActions, 'rename'> = {
    apply: view => setSearchParams(current => replaceView(current, view.query)),
    copyLink: view => {
      const link = new URL(window.location.href);
      link.search = replaceView(searchParams, view.query).toString();
      copyLink(link.href);
    },
    overwrite: view =>
      run(changeView(view, { query }), {
        message: t('updated', { name: view.name }),
        inverse: restoreViewQuery(view, query),
      }),
    remove: view =>
      run(removeView(view), {
        message: t('deleted', { name: view.name }),
        inverse: restoreView(view, views?.indexOf(view) ?? 0),
      }),
  };
  return {
    views,
    current: views?.find(view => view.query === query),
    actions,
    /** Resolves to whether the view was stored. */
    add: (name: string) =>
      run(addView({ name, query }), { message: t('added', { name }) }),
    /** Resolves to whether the name was stored. */
    rename: (view: SavedView, name: string) => run(changeView(view, { name })),
  };
}
