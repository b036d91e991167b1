import {
  storageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useNotice } from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import { isSavedView, type SavedView } from './SavedView';

const BUCKET = 'callboard-work-views';

/** What becomes of the views that there are. */
export type ViewChange = (views: readonly SavedView[]) => readonly SavedView[];

/**
 * The views that the reader has saved of a project, kept with their settings of
 * the portal: nobody else sees them, and they are wherever the portal keeps its
 * settings, which may be this browser only.
 */
export function useSavedViews(projectId: string): {
  /** In the order they were saved; undefined while they are loaded. */
  views: readonly SavedView[] | undefined;
  /** Shows once it is kept; tells whether it could be. */
  changeViews: (change: ViewChange) => Promise<boolean>;
} {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const storage = useApi(storageApiRef);
  const notify = useNotice();
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [views, setViews] = useState<readonly SavedView[]>();
  /** What is kept, also for acts that were offered before it was. */
  const storedViews = useRef<readonly SavedView[]>();
  /** One change after the other: each goes by what the one before has kept. */
  const changes = useRef<Promise<unknown>>(Promise.resolve());
  const show = useCallback((next: readonly SavedView[]) => {
    storedViews.current = next;
    setViews(next);
  }, []);

  useEffect(() => {
    const take = (snapshot: { presence: string; value?: unknown }) => {
      if (snapshot.presence !== 'unknown') {
        const { value } = snapshot;
        show(Array.isArray(value) ? value.filter(isSavedView) : []);
      }
    };
    take(bucket.snapshot(projectId));
    const subscription = bucket.observe$(projectId).subscribe(take);
    return () => subscription.unsubscribe();
  }, [bucket, projectId, show]);

  const changeViews = useCallback(
    (change: ViewChange) => {
      const keep = async () => {
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
        show(next);
        return true;
      };
      const done = changes.current.then(keep);
      changes.current = done;
      return done;
    },
    [t, bucket, projectId, show, notify],
  );
  return { views, changeViews };
}
