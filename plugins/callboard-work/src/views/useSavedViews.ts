import {
  storageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useNotice } from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import { isSavedView, type SavedView } from './SavedView';

const BUCKET = 'callboard-work-views';

/**
 * The views that the reader has saved of a project, kept with their settings of
 * the portal: nobody else sees them, and they are on every machine.
 */
export function useSavedViews(projectId: string): {
  /** In the order they were saved; undefined while they are loaded. */
  views: readonly SavedView[] | undefined;
  /** Shows at once, and takes it back where it could not be kept. */
  setViews: (views: readonly SavedView[]) => void;
} {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const storage = useApi(storageApiRef);
  const notify = useNotice();
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [views, show] = useState<readonly SavedView[]>();

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
  }, [bucket, projectId]);

  const setViews = useCallback(
    (next: readonly SavedView[]) => {
      show(next);
      bucket.set(projectId, [...next]).catch(() => {
        show(views);
        notify({
          status: 'danger',
          title: t('failed'),
          description: t('failedHint'),
        });
      });
    },
    [t, bucket, projectId, views, notify],
  );
  return { views, setViews };
}
