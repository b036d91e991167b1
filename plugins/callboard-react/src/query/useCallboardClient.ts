import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
  useApiHolder,
  createApiRef,
  type ApiRef,
} from '@backstage/frontend-plugin-api';
import { CallboardClient } from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';

/**
 * Lets a portal replace the client that all Callboard plugins use. No plugin has to provide it:
 * without an implementation, `useCallboardClient` creates the default client, so each plugin can be
 * installed on its own.
 *
 * @public
 */
export const callboardApiRef: ApiRef<CallboardClient> =
  createApiRef<CallboardClient>().with({
    id: 'plugin.callboard.client',
    pluginId: 'callboard',
  });

/** Returns the client of Callboard's API, with the signed-in person's credentials. @public */
export function useCallboardClient(): CallboardClient {
  const replacement = useApiHolder().get(callboardApiRef);
  const fetchApi = useApi(fetchApiRef);
  const discoveryApi = useApi(discoveryApiRef);
  return useMemo(
    () => replacement ?? new CallboardClient({ fetchApi, discoveryApi }),
    [replacement, fetchApi, discoveryApi],
  );
}
