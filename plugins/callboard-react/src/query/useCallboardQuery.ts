import {
  type CallboardClient,
  type CallInput,
  type CallOptions,
  type Endpoint,
  type ResponseOf,
  endpoints,
  timeSettings,
  type Me,
} from '@callboard/plugin-callboard-common';
import {
  type QueryClient,
  useQuery,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useFeature } from '../page/loadIfOn';
import { useCallboardClient } from './useCallboardClient';

/**
 * The cache key of an endpoint's response to an input. Without `input`, returns the prefix that the
 * keys of all the endpoint's responses share, for invalidation after a change.
 *
 * @public
 */
export function getQueryKey(
  endpoint: Endpoint,
  input?: { params?: unknown; query?: unknown; body?: unknown },
): readonly unknown[] {
  const prefix = ['callboard', endpoint.method, endpoint.path];
  if (!input) {
    return prefix;
  }
  const { params, query, body } = input;
  // Some queries, such as previews of a change, have a body that determines the response.
  return [
    ...prefix,
    body === undefined ? { params, query } : { params, query, body },
  ];
}

/** The input of a query: a call's input without its options, such as `signal`. @public */
export type ReadInput<E extends Endpoint> = Omit<
  CallInput<E>,
  keyof CallOptions
>;

/** Refetches visible responses of endpoints; resolves when they are up to date. @internal */
export async function invalidateEndpoints(
  queries: QueryClient,
  outdated: readonly Endpoint[],
): Promise<void> {
  await Promise.all(
    outdated.map(endpoint =>
      queries.invalidateQueries({ queryKey: getQueryKey(endpoint) }),
    ),
  );
}

/** The key and the request of `useCallboardQuery`, for several queries at once. @internal */
export function buildEndpointQuery<E extends Endpoint>(
  client: CallboardClient,
  endpoint: E,
  input: ReadInput<E>,
) {
  return {
    queryKey: getQueryKey(endpoint, input),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      client.call(endpoint, { ...input, signal } as unknown as CallInput<E>),
  };
}

/** Queries an endpoint. All callers with the same input share the cached response. @public */
export function useCallboardQuery<E extends Endpoint>(
  endpoint: E,
  input: ReadInput<E>,
  options: Omit<
    UseQueryOptions<ResponseOf<E>, Error>,
    'queryKey' | 'queryFn'
  > = {},
): UseQueryResult<ResponseOf<E>, Error> {
  const client = useCallboardClient();
  return useQuery({
    ...options,
    ...buildEndpointQuery(client, endpoint, input),
  });
}

const FIVE_MINUTES = 5 * 60_000;

/** The signed-in person as Callboard knows them, with their workspaces. @public */
export function useMe(): UseQueryResult<Me, Error> {
  return useCallboardQuery(endpoints.getMe, {}, { staleTime: FIVE_MINUTES });
}

/**
 * The length of a working day in a workspace, in minutes, for `1d` in duration fields. Returns the
 * default until the settings are loaded, and while the feature `time` is off.
 *
 * @public
 */
export function useMinutesPerDay(slug: string): number {
  const settings = useCallboardQuery(
    endpoints.getTimeSettings,
    { params: { slug } },
    { staleTime: FIVE_MINUTES, enabled: useFeature('time') },
  );
  return settings.data?.minutes_per_day ?? timeSettings.minutes_per_day.default;
}

/** Whether a person is signed in with a token, so that the backend can identify them. @public */
export function useIsSignedIn(): boolean {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['callboard', 'is-signed-in'],
    // Resolves once a person has signed in.
    queryFn: async () => Boolean((await identity.getCredentials()).token),
    staleTime: Infinity,
    retry: false,
  });
  return data ?? false;
}
