import {
  storageApiRef,
  useApiHolder,
  type StorageApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useMe } from '../query/useCallboardQuery';

type JsonValue = Parameters<StorageApi['set']>[1];

/** A user setting in the bucket `name`; `parse` must not change between calls. */
export function usePersonalSetting<T extends JsonValue>(
  name: string,
  parse: (stored: unknown) => T,
): {
  /** Undefined until it is loaded. */
  value: T | undefined;
  /** Stores what `change` returns, unless it returns `current` itself or the setting is loading. */
  update: (change: (current: T) => T) => void;
} {
  const storage = useApiHolder().get(storageApiRef);
  const { data: me } = useMe();
  const person = me?.user_ref;
  const bucket = useMemo(() => storage?.forBucket(name), [storage, name]);
  const [value, setValue] = useState<T>();
  useEffect(() => {
    if (!bucket) {
      // A portal without storage stores no settings.
      setValue(parse(undefined));
      return undefined;
    }
    if (!person) {
      return undefined;
    }
    const readSnapshot = (snapshot: { presence: string; value?: unknown }) => {
      if (snapshot.presence !== 'unknown') {
        setValue(parse(snapshot.value));
      }
    };
    const subscription = bucket.observe$(person).subscribe(readSnapshot);
    readSnapshot(bucket.snapshot(person));
    return () => subscription.unsubscribe();
  }, [bucket, person, parse]);
  const update = useCallback(
    (change: (current: T) => T) => {
      if (!bucket || !person) {
        return;
      }
      const { presence, value: stored } = bucket.snapshot(person);
      const current = parse(stored);
      const next = change(current);
      if (presence !== 'unknown' && next !== current) {
        // Storage errors are ignored, because the portal works without the setting.
        bucket.set(person, next).catch(() => {});
      }
    },
    [bucket, person, parse],
  );
  return { value, update };
}
