import {
  endpoints,
  MAX_WIDGET_DATA_AGE_SECONDS,
  type Widget,
  type WidgetData,
  type DatePreset,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  useQuery,
  useQueryClient,
  type UseQueryResult,
  type Query,
  type QueryClient,
  type QueryFilters,
  type QueryKey,
} from '@tanstack/react-query';
import { useEffect } from 'react';

/** The accepted age of the next response to a query, in seconds. */
const acceptedAges = new WeakMap<Query, number>();

/**
 * Refetches the mounted queries whose key starts with `queryKey`, and accepts responses from the
 * server's cache that are up to `max_age` seconds old. If `max_age` is 0, restarts running
 * requests, because their responses may be older. Otherwise, skips queries that are being fetched.
 */
export function refetchWithMaxAge(
  max_age: number,
  queries: QueryClient,
  queryKey: QueryKey,
): Promise<void> {
  const mountedQueries: QueryFilters = {
    queryKey,
    type: 'active',
    fetchStatus: max_age > 0 ? 'idle' : undefined,
  };
  for (const query of queries.getQueryCache().findAll(mountedQueries)) {
    acceptedAges.set(query, max_age);
  }
  return queries.refetchQueries(mountedQueries);
}

function takeAcceptedAge(
  queries: QueryClient,
  queryKey: QueryKey,
): number | undefined {
  const query = queries.getQueryCache().find({ queryKey });
  const age = query && acceptedAges.get(query);
  if (query) {
    acceptedAges.delete(query);
  }
  return age;
}

/** The viewer's filters for all widgets. They override the dashboard's filters. */
export interface ViewerFilters {
  date_range?: DatePreset;
  start?: string;
  end?: string;
  project_ids?: string;
  department_ids?: string;
}

/** The default interval between refetches of a dashboard's data, in seconds. */
export const DEFAULT_REFRESH_SECONDS = 60;

const SECOND_MS = 1_000;

/** The accepted age of a response, as a share of the refresh interval. */
const MAX_AGE_SHARE = 0.5;

/** Returns the newer data: another replica's cache can be older than the previous response. */
const getNewerData = (response: WidgetData, cached: WidgetData | undefined) =>
  cached && cached.computed_at > response.computed_at ? cached : response;

/** Loads a widget's data; interval refetches accept slightly older cached responses. */
export function useWidgetData(
  slug: string,
  widget: Pick<Widget, 'id' | 'dashboard_id' | 'widget_type' | 'config'>,
  viewerFilters: ViewerFilters,
  /** The dashboard's interval between refetches, in seconds; 0 turns refetches off. */
  refresh_seconds: number = DEFAULT_REFRESH_SECONDS,
): UseQueryResult<WidgetData, Error> {
  const client = useCallboardClient();
  const { id, dashboard_id, widget_type, config } = widget;
  const queries = useQueryClient();
  const max_age = Math.floor(
    Math.min(refresh_seconds, MAX_WIDGET_DATA_AGE_SECONDS) * MAX_AGE_SHARE,
  );
  const params = { slug, id: dashboard_id, wid: id };
  const query = { ...viewerFilters };
  // Part of the query key, because cached data of another type or configuration can have other
  // units.
  const definitionKey = JSON.stringify([widget_type, config]);
  const queryKey = [
    ...getQueryKey(endpoints.getWidgetData, { params, query }),
    definitionKey,
  ];
  const result = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const age = takeAcceptedAge(queries, queryKey);
      const response = await client.call(endpoints.getWidgetData, {
        params,
        query: age === undefined ? query : { ...query, max_age: age },
        signal,
      });
      const cached = queries.getQueryData<WidgetData>(queryKey);
      return age ? getNewerData(response, cached) : response;
    },
    enabled: widget_type !== 'text',
    placeholderData: (cached, previousQuery) =>
      previousQuery?.queryKey.at(-1) === definitionKey ? cached : undefined,
  });
  const isIdle = widget_type !== 'text' && !result.isFetching;
  const key = JSON.stringify(queryKey);
  useEffect(() => {
    if (refresh_seconds <= 0 || !isIdle) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') {
        void refetchWithMaxAge(max_age, queries, JSON.parse(key));
      }
    }, refresh_seconds * SECOND_MS);
    return () => clearInterval(timer);
  }, [queries, key, max_age, refresh_seconds, isIdle]);
  return result;
}
