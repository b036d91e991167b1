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
  /**
   * Shows at once, and takes it back where it could not be kept; tells whether
   * it was.
   */
  changeViews: (change: ViewChange) => Promise<boolean>;
} {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const storage = useApi(storageApiRef);
  const notify = useNotice();
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [views, setViews] = useState<readonly SavedView[]>();
  /** What is shown, also to acts that were offered before it was. */
  const shown = useRef<readonly SavedView[]>();
  const kept = useRef<readonly SavedView[]>();
  const show = useCallback((next: readonly SavedView[] | undefined) => {
    shown.current = next;
    setViews(next);
  }, []);

  useEffect(() => {
    const take = (snapshot: { presence: string; value?: unknown }) => {
      if (snapshot.presence !== 'unknown') {
        const { value } = snapshot;
        kept.current = Array.isArray(value) ? value.filter(isSavedView) : [];
        show(kept.current);
      }
    };
    take(bucket.snapshot(projectId));
    const subscription = bucket.observe$(projectId).subscribe(take);
    return () => subscription.unsubscribe();
  }, [bucket, projectId, show]);

  const changeViews = useCallback(
    async (change: ViewChange) => {
      if (!shown.current) {
        return false;
      }
      const next = change(shown.current);
      show(next);
      try {
        await bucket.set(projectId, [...next]);
        kept.current = next;
        return true;
      } catch {
        show(kept.current);
        notify({
          status: 'danger',
          title: t('failed'),
          description: t('failedHint'),
        });
        return false;
      }
    },
    [t, bucket, projectId, show, notify],
  );
  return { views, changeViews };
}
