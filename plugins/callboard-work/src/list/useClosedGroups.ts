import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';

const BUCKET = 'callboard-work-closed-groups';

const parseGroupKeys = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((key): key is string => typeof key === 'string')
    : [];

/**
 * Returns the groups of a list that the reader has collapsed, stored in their portal settings.
 *
 * @param list - the id of the project, or the name of the page
 */
export function useClosedGroups(
  list: string,
): [ReadonlySet<string>, (key: string) => void] {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [keys, setKeys] = useState(() =>
    parseGroupKeys(bucket.snapshot(list).value),
  );
  useEffect(() => {
    setKeys(parseGroupKeys(bucket.snapshot(list).value));
    const subscription = bucket
      .observe$(list)
      .subscribe(({ value }) => setKeys(parseGroupKeys(value)));
    return () => subscription.unsubscribe();
  }, [bucket, list]);
  const toggle = useCallback(
    (key: string) => {
      const next = keys.includes(key)
        ? keys.filter(other => other !== key)
        : [...keys, key];
      setKeys(next);
      // The group stays collapsed for now if storing fails.
      bucket.set(list, next).catch(() => {});
    },
    [bucket, list, keys],
  );
  return [useMemo(() => new Set(keys), [keys]), toggle];
}
