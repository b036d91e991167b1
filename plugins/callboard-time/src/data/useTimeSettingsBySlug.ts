import {
  endpoints,
  type TimeSettings,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQueries } from '@tanstack/react-query';

const FIVE_MINUTES = 5 * 60_000;

/** The time settings of some workspaces by slug, as far as they are loaded. */
export function useTimeSettingsBySlug(
  slugs: readonly string[],
): ReadonlyMap<string, TimeSettings> {
  const client = useCallboardClient();
  const each = [...new Set(slugs)];
  const answers = useQueries({
    queries: each.map(slug => {
      const params = { slug };
      return {
        queryKey: getQueryKey(endpoints.getTimeSettings, { params }),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call(endpoints.getTimeSettings, { params, signal }),
        staleTime: FIVE_MINUTES,
      };
    }),
  });
  return new Map(
    answers.flatMap(({ data }, at) =>
      data ? [[each[at], data] as const] : [],
    ),
  );
}
