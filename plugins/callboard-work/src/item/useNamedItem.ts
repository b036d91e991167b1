import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useQuery } from '@tanstack/react-query';

/**
 * Loads the item of a workspace with an identifier, including archived ones.
 *
 * @returns a query whose data is null if the reader can see no such item
 */
export function useNamedItem({ slug }: OwnWorkspace, identifier: string) {
  const client = useCallboardClient();
  const endpoint = endpoints.listWorkItemsOfWorkspace;
  const name = identifier.toUpperCase();
  const params = { slug };
  const query = { search: name, order_by: 'relevance' as const, limit: 1 };
  return useQuery({
    queryKey: [...getQueryKey(endpoint, { params, query }), 'named'],
    queryFn: async ({ signal }): Promise<WorkItem | null> => {
      const find = async (more: {
        is_archived?: 'true';
        is_draft?: 'true';
      }) => {
        const { items } = await client.call(endpoint, {
          params,
          query: { ...query, ...more },
          signal,
        });
        return items.find(item => item.identifier === name);
      };
      return (
        (await find({})) ??
        (await find({ is_archived: 'true' })) ??
        (await find({ is_draft: 'true' })) ??
        null
      );
    },
  });
}
