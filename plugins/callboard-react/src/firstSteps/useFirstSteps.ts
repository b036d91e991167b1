import { storageApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useMe } from '../query/useMe';
import type { FirstStep } from './FirstStep';

const BUCKET = 'callboard.first-steps';

const nothing: ReadonlySet<string> = new Set();

const read = (value: unknown): ReadonlySet<string> =>
  Array.isArray(value) ? new Set(value.map(String)) : nothing;

/**
 * What of the first steps the signed-in person has done, kept for each person
 * with the settings of the portal.
 *
 * @public
 */
export function useFirstSteps(): {
  /** Undefined until it is known. */
  done: ReadonlySet<string> | undefined;
  /** Notes that a step is done; nothing where it is already. */
  note: (step: FirstStep) => void;
} {
  const storage = useApiHolder().get(storageApiRef);
  const { data: me } = useMe();
  const person = me?.user_ref;
  const bucket = useMemo(() => storage?.forBucket(BUCKET), [storage]);
  const [done, setDone] = useState<ReadonlySet<string>>();
  useEffect(() => {
    if (!bucket || !person) {
      return undefined;
    }
    const take = (snapshot: { presence: string; value?: unknown }) => {
      if (snapshot.presence !== 'unknown') {
        setDone(read(snapshot.value));
      }
    };
    const subscription = bucket.observe$(person).subscribe(take);
    take(bucket.snapshot(person));
    return () => subscription.unsubscribe();
  }, [bucket, person]);
  const note = useCallback(
    (step: FirstStep) => {
      if (!bucket || !person) {
        return;
      }
      const { presence, value } = bucket.snapshot(person);
      const known = read(value);
      if (presence !== 'unknown' && !known.has(step)) {
        // What could not be kept is only shown once more.
        bucket.set(person, [...known, step]).catch(() => {});
      }
    },
    [bucket, person],
  );
  return { done, note };
}
