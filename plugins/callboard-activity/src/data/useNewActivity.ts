import {
  useCallboardClient,
  useLiveCount,
} from '@callboard/plugin-callboard-react';
import type { ActivityQuery } from '../filters/toActivityQuery';
import type { ActivityScope } from './ActivityScope';
import type { ActivityListState } from './useActivityList';

/** Returns the number of matching rows added since the list was loaded. */
export function useNewActivity(
  scope: ActivityScope,
  query: ActivityQuery,
  list: ActivityListState,
): number {
  const client = useCallboardClient();
  return useLiveCount({
    queryKey: ['activity', scope.name, query],
    baseline: list.total,
    wakesOn: signal => signal.type === 'activity' || signal.type === 'change',
    count: async signal => {
      const page = await client.call(scope.endpoints.list, {
        query: { ...query, limit: 1 },
        signal,
      });
      return page.total ?? 0;
    },
  });
}
