import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { JsonValue } from '@backstage/types';
import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  parseChoice,
  formatChoice,
  type WidgetChoice,
} from '../embedded/WidgetChoice';

/** The reader's widget for an entity's card, stored in their settings. */
export function useStoredChoice(
  entityRef: string,
): [WidgetChoice | undefined, (choice: WidgetChoice) => Promise<void>] {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(
    () => storage.forBucket('callboard-dashboards.entity-widgets'),
    [storage],
  );
  const [value, setValue] = useState<JsonValue | undefined>(
    () => bucket.snapshot(entityRef).value,
  );
  useEffect(() => {
    setValue(bucket.snapshot(entityRef).value);
    const subscription = bucket
      .observe$<JsonValue>(entityRef)
      .subscribe(snapshot => setValue(snapshot.value));
    return () => subscription.unsubscribe();
  }, [bucket, entityRef]);
  const set = useCallback(
    (choice: WidgetChoice) => bucket.set(entityRef, formatChoice(choice)),
    [bucket, entityRef],
  );
  return [useMemo(() => parseChoice(value), [value]), set];
}
