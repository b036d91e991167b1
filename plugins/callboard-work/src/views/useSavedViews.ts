import {
  storageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useToast } from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import { isSavedView, type SavedView } from './SavedView';

const BUCKET = 'callboard-work-views';

/** Maps the stored views to the new ones. */
export type ViewChange = (views: readonly SavedView[]) => readonly SavedView[];

/**
 * The reader's saved views of a project, stored with their portal settings: no other user sees
 * them. They are available wherever the portal stores its settings, which may be this browser only.
 */
export function useSavedViews(projectId: string): {
  /** In the order they were saved; undefined while they are loaded. */
  views: readonly SavedView[] | undefined;
  /** Shows the change once it is stored; resolves to whether that succeeded. */
  changeViews: (change: ViewChange) => Promise<boolean>;
} {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const storage = useApi(storageApiRef);
  const notify = useToast();
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [views, setViews] = useState<readonly SavedView[]>();
  /** The stored views, in a ref so that actions created earlier see the latest. */
  const storedViews = useRef<readonly SavedView[]>();
  /** Changes run one after the other: each is based on the views that the previous one stored. */
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
