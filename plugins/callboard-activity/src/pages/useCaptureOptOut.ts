import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';

/** The storage bucket in which the portal's capture reads the person's choice. */
const BUCKET = 'callboard';
const KEY = 'captureOptOut';

/**
 * Whether the person opted out of the recording of page views, stored in the portal's settings.
 * Undefined until it is loaded.
 */
export function useCaptureOptOut(): [
  boolean | undefined,
  (optOut: boolean) => Promise<void>,
] {
  const storage = useApi(storageApiRef);
  const [optOut, setOptOut] = useState<boolean>();
  useEffect(() => {
    const bucket = storage.forBucket(BUCKET);
    const take = (snapshot: { presence: string; value?: unknown }) => {
      if (snapshot.presence !== 'unknown') {
        setOptOut(snapshot.value === true);
      }
    };
    const subscription = bucket.observe$<boolean>(KEY).subscribe(take);
    take(bucket.snapshot<boolean>(KEY));
    return () => subscription.unsubscribe();
  }, [storage]);
  const choose = useCallback(
    async (enabled: boolean) => {
      await storage.forBucket(BUCKET).set(KEY, enabled);
      setOptOut(enabled);
    },
    [storage],
  );
  return [optOut, choose];
}
