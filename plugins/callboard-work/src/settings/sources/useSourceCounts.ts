import {
  endpoints,
  OWN_SOURCE,
  type QueryInputOf,
} from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { paramsOf } from '../../data/paramsOf';
import { useWorkProject } from '../../data/useWorkProject';

/** The API counts the items of a source, but does not tell which there are. */
const sources = [OWN_SOURCE, 'github', 'gitlab', 'jira'] as const;

/** Always told, also when there is nothing from there. */
const always: readonly string[] = [OWN_SOURCE, 'github'];

type SourceQuery = Pick<
  QueryInputOf<typeof endpoints.countWorkItems>,
  'source' | 'is_archived'
>;

/** How many items of a project are from a source; undefined for all others. */
export interface SourceCount {
  source: string | undefined;
  count: number;
}

/** How many items of the project come from where, archived ones included. */
export function useSourceCounts(): UseQueryResult<SourceCount[], Error> {
  const client = useCallboardClient();
  const params = paramsOf(useWorkProject());
  return useQuery({
    queryKey: [
      ...queryKeyOf(endpoints.countWorkItems, { params }),
      'by-source',
    ],
    queryFn: async ({ signal }) => {
      const ask = async (query: SourceQuery) => {
        const call = { params, query, signal };
        return (await client.call(endpoints.countWorkItems, call)).total;
      };
      const countOf = async (source?: string) => {
        const query = source ? { source } : {};
        const [open, archived] = await Promise.all([
          ask(query),
          ask({ ...query, is_archived: true }),
        ]);
        return open + archived;
      };
      const [total, ...counts] = await Promise.all([
        countOf(),
        ...sources.map(countOf),
      ]);
      const known: SourceCount[] = sources.map((source, at) => ({
        source,
        count: counts[at],
      }));
      const rest = total - counts.reduce((sum, count) => sum + count, 0);
      return [...known, { source: undefined, count: rest }].filter(
        ({ source, count }) =>
          // Something may have come in between two answers.
          count > 0 || (source !== undefined && always.includes(source)),
      );
    },
  });
}
