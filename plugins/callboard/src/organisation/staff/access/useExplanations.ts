import {
  endpoints,
  type MembershipExplanation,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';

/** Loads the reasons why a person has access to each of several projects. */
export function useExplanations(
  slug: string,
  userRef: string,
  projectIds: readonly string[],
): UseQueryResult<MembershipExplanation, Error>[] {
  const client = useCallboardClient();
  const params = { slug };
  return useQueries({
    queries: projectIds.map(project => {
      const query = { user_ref: userRef, project };
      return {
        queryKey: getQueryKey(endpoints.explainMembership, { params, query }),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call(endpoints.explainMembership, { params, query, signal }),
      };
    }),
  });
}
