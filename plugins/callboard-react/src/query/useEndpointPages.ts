import type {
  CallInput,
  Endpoint,
  pageOf,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '../api/useCallboardClient';
import { queryKeyOf } from './queryKeyOf';
import type { ReadInput } from './useCallboardQuery';
import { usePages, type ListPage, type Pages } from './usePages';

/** An endpoint that returns a paginated list. @public */
export type ListEndpoint = Endpoint & {
  readonly response?: ReturnType<typeof pageOf>;
};

/** The items of a list. @public */
export type ItemOf<E extends ListEndpoint> = ResponseOf<E>['items'][number];

/** Queries an endpoint that returns a list, page by page. @public */
export function useEndpointPages<E extends ListEndpoint>(
  endpoint: E,
  input: ReadInput<E>,
): Pages<ItemOf<E>> {
  const client = useCallboardClient();
  return usePages<ItemOf<E>>({
    queryKey: queryKeyOf(endpoint, input),
    load: (cursor, signal) =>
      client.call(endpoint, {
        ...input,
        query: { ...input.query, cursor },
        signal,
      } as unknown as CallInput<E>) as Promise<ListPage<ItemOf<E>>>,
  });
}
