import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useQueries } from '@tanstack/react-query';
import { callboardWorkTranslationRef } from '../translation';

/** The page size. Further states show the name of their group. */
const MAX_STATES = 200;

/**
 * The names of the states that items of several projects are in.
 *
 * @returns a function that returns the name of an item's state: an empty string while states load, the
 *   name of the state group if they cannot be read
 */
export function useStateNames(
  { slug }: OwnWorkspace,
  items: readonly Pick<WorkItem, 'project_id'>[],
): (item: Pick<WorkItem, 'state_id' | 'state_group'>) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const client = useCallboardClient();
  return useQueries({
    queries: [...new Set(items.map(({ project_id }) => project_id))].map(
      pid => {
        const input = { params: { slug, pid }, query: { limit: MAX_STATES } };
        return {
          queryKey: getQueryKey(endpoints.listStates, input),
          queryFn: ({ signal }: { signal: AbortSignal }) =>
            client.call(endpoints.listStates, { ...input, signal }),
        };
      },
    ),
    combine: results => {
      const names = new Map(
        results.flatMap(
          ({ data }) => data?.items.map(({ id, name }) => [id, name]) ?? [],
        ) as Array<[string, string]>,
      );
      const isLoading = results.some(({ isPending }) => isPending);
      return ({ state_id, state_group }) =>
        names.get(state_id) ?? (isLoading ? '' : t(`group.${state_group}`));
    },
  });
}
