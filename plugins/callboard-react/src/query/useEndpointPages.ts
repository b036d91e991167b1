import type {
  CallInput,
  Endpoint,
  createPageSchema,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '../api/useCallboardClient';
import { getQueryKey } from './getQueryKey';
import type { ReadInput } from './useCallboardQuery';
import { usePages, type ListPage, type Pages } from './usePages';

/** An endpoint that returns a paginated list. @public */
export type ListEndpoint = Endpoint & {
  readonly response?: ReturnType<typeof createPageSchema>;
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
    queryKey: getQueryKey(endpoint, input),
    load: (cursor, signal) =>
      client.call(endpoint, {
        ...input,
        query: { ...input.query, cursor },
        signal,
      } as unknown as CallInput<E>) as Promise<ListPage<ItemOf<E>>>,
  });
}
