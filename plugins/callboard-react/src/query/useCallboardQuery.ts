import type {
  CallInput,
  CallOptions,
  Endpoint,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import {
  useQuery,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallboardClient } from '../api/useCallboardClient';
import { getQueryKey } from './getQueryKey';

/** The input of a query: everything but the options of a single call. @public */
export type ReadInput<E extends Endpoint> = Omit<
  CallInput<E>,
  keyof CallOptions
>;

/** Queries an endpoint and caches the response, shared by all callers with the same input. @public */
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
    queryKey: getQueryKey(endpoint, input),
    queryFn: ({ signal }) =>
      client.call(endpoint, { ...input, signal } as unknown as CallInput<E>),
  });
}
