import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type {
  WorkItemCounts,
  WorkState,
} from '@callboard/plugin-callboard-common';
import type { WorkQuery } from '../filters/workQuery';

const BUCKET = 'callboard-work-closed-groups';

const parseGroupKeys = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((key): key is string => typeof key === 'string')
    : [];

/**
 * Returns the keys of a list's collapsed groups, and a function that expands or collapses a group.
 * Stores the keys in the user's portal settings.
 *
 * @param list - the id of the project, or the name of the page
 */
export function useCollapsedGroups(
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
      // If storing fails, the change lasts only until the page is left.
      bucket.set(list, next).catch(() => {});
    },
    [bucket, list, keys],
  );
  return [useMemo(() => new Set(keys), [keys]), toggle];
}

/**
 * Returns the query of a list without the items of collapsed states. Otherwise, the list might have
 * to load many hidden items before the items of the next state. Returns the query unchanged if all
 * states are collapsed, because a query cannot exclude every state.
 */
export function omitCollapsedStates(
  query: WorkQuery,
  states: readonly Pick<WorkState, 'id' | 'group'>[],
  collapsedIds: ReadonlySet<string>,
): WorkQuery {
  const { state_id, state_group, ...otherFilters } = query;
  const ids = state_id?.split(',');
  const groups = state_group?.split(',');
  const matchingStates = states.filter(
    ({ id, group }) =>
      (!ids || ids.includes(id)) && (!groups || groups.includes(group)),
  );
  const openStates = matchingStates.filter(({ id }) => !collapsedIds.has(id));
  return openStates.length === matchingStates.length || openStates.length === 0
    ? query
    : { ...otherFilters, state_id: openStates.map(({ id }) => id).join(',') };
}

/** Whether any counted item is in the state. */
export const hasItemsInState = (
  { by_state }: WorkItemCounts,
  stateId: string,
): boolean =>
  by_state.some(({ state_id, count }) => state_id === stateId && count > 0);
