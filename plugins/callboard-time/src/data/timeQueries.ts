import {
  endpoints,
  includesRole,
  type TimeSettings,
} from '@callboard/plugin-callboard-common';
import {
  buildEndpointQuery,
  useCallboardClient,
  useCallboardQuery,
  useMe,
  useWholeList,
  type OwnWorkspace,
  type ReadInput,
} from '@callboard/plugin-callboard-react';
import { useQueries } from '@tanstack/react-query';

/**
 * Loads a person's timesheet of a week. If `week` changes to another day of the same week, as at
 * midnight, the loaded timesheet stays visible: a skeleton would close open dialogs.
 *
 * @param week - any day of the week
 * @param member_id - by default, the signed-in user
 */
export function useTimesheet(slug: string, week: string, member_id?: string) {
  return useCallboardQuery(
    endpoints.getTimesheet,
    { params: { slug }, query: { week, member_id } },
    {
      refetchOnWindowFocus: 'always',
      placeholderData: (previous, previousQuery) => {
        const input = previousQuery?.queryKey.at(-1) as
          | ReadInput<typeof endpoints.getTimesheet>
          | undefined;
        return previous &&
          previous.week_start <= week &&
          week <= previous.week_end &&
          input?.params.slug === slug &&
          input.query?.member_id === member_id
          ? previous
          : undefined;
      },
    },
  );
}

/**
 * Loads a period with its decisions and approvers. `id` is null before the first submission; then
 * no request is sent.
 */
export function usePeriod(slug: string, id: string | null) {
  return useCallboardQuery(
    endpoints.getPeriod,
    { params: { slug, id: id ?? '' } },
    { enabled: id !== null, refetchOnWindowFocus: 'always' },
  );
}

export function useDayEntries(
  slug: string,
  query: { member_id: string; date: string; work_item_id?: string },
) {
  const { member_id, date, work_item_id } = query;
  return useWholeList(
    endpoints.listWorklogs,
    {
      params: { slug },
      query: {
        member_id,
        work_item_id,
        date_from: date,
        date_to: date,
        order_by: 'created_at',
      },
    },
    { refetchOnWindowFocus: 'always' },
  );
}

const SETTINGS_STALE_MS = 5 * 60_000;

export function useTimeSettings(slug: string) {
  return useCallboardQuery(
    endpoints.getTimeSettings,
    { params: { slug } },
    { staleTime: SETTINGS_STALE_MS },
  );
}

export function useTimeSettingsBySlug(
  slugs: readonly string[],
): ReadonlyMap<string, TimeSettings> {
  const client = useCallboardClient();
  const uniqueSlugs = [...new Set(slugs)];
  const results = useQueries({
    queries: uniqueSlugs.map(slug => ({
      ...buildEndpointQuery(client, endpoints.getTimeSettings, {
        params: { slug },
      }),
      staleTime: SETTINGS_STALE_MS,
    })),
  });
  return new Map(
    results.flatMap(({ data }, index) =>
      data ? [[uniqueSlugs[index], data] as const] : [],
    ),
  );
}

/** The workspaces in which the signed-in person may log time; guests may not. */
export function useWorkspacesForLogging(): OwnWorkspace[] {
  const { data } = useMe();
  return (data?.workspaces ?? []).filter(({ role }) =>
    includesRole(role, 'member'),
  );
}
