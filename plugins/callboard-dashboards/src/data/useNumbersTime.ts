import { endpoints, type WidgetData } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';

const queryKey = getQueryKey(endpoints.getWidgetData);

/** Returns when the newest numbers on the page were computed; undefined without any. */
export function useNumbersTime(): string | undefined {
  const queries = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => queries.getQueryCache().subscribe(listener),
    [queries],
  );
  return useSyncExternalStore(subscribe, () =>
    queries
      .getQueryCache()
      .findAll({ queryKey, type: 'active' })
      .flatMap(({ state }) => (state.data as WidgetData)?.computed_at ?? [])
      .sort()
      .at(-1),
  );
}
