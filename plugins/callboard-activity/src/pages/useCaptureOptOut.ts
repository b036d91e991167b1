import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';

/** Where the portal's capture looks for the person's choice. */
const BUCKET = 'callboard';
const KEY = 'captureOptOut';

/**
 * Whether the person opted out of being recorded while they look around, kept
 * in the portal's settings. Undefined until it is known.
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
