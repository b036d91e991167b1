import {
  endpoints,
  OWN_SOURCE,
  type QueryInputOf,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { toProjectParams } from '../../data/toProjectParams';
import { useWorkProject } from '../../data/useWorkProject';

/** The API counts the items of a source, but does not list the sources. */
const sources = [OWN_SOURCE, 'github', 'gitlab', 'jira'] as const;

/** Always listed, even without items. */
const alwaysListedSources: readonly string[] = [OWN_SOURCE, 'github'];

type SourceQuery = Pick<
  QueryInputOf<typeof endpoints.countWorkItems>,
  'source' | 'is_archived'
>;

/** The number of a project's items from a source; undefined for all other sources. */
export interface SourceCount {
  source: string | undefined;
  count: number;
}

/** Counts the items of the project by source, including archived ones. */
export function useSourceCounts(): UseQueryResult<SourceCount[], Error> {
  const client = useCallboardClient();
  const params = toProjectParams(useWorkProject());
  return useQuery({
    queryKey: [
      ...getQueryKey(endpoints.countWorkItems, { params }),
      'by-source',
    ],
    queryFn: async ({ signal }) => {
      const fetchTotal = async (query: SourceQuery) => {
        const call = { params, query, signal };
        return (await client.call(endpoints.countWorkItems, call)).total;
      };
      const countSourceItems = async (source?: string) => {
        const query = source ? { source } : {};
        const [open, archived] = await Promise.all([
          fetchTotal(query),
          fetchTotal({ ...query, is_archived: true }),
        ]);
        return open + archived;
      };
      const [total, ...counts] = await Promise.all([
        countSourceItems(),
        ...sources.map(countSourceItems),
      ]);
      const known: SourceCount[] = sources.map((source, index) => ({
        source,
        count: counts[index],
      }));
      const rest = total - counts.reduce((sum, count) => sum + count, 0);
      return [...known, { source: undefined, count: rest }].filter(
        ({ source, count }) =>
          // The rest is negative if an item was added between two responses.
          count > 0 ||
          (source !== undefined && alwaysListedSources.includes(source)),
      );
    },
  });
}
