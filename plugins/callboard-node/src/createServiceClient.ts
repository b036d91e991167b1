import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { CallboardClient } from '@callboard/plugin-callboard-common';

/**
 * Creates a client that calls Callboard over HTTP with the credentials of the calling plugin.
 * Callboard may run in another process.
 *
 * @public
 */
export function createServiceClient(deps: {
  auth: AuthService;
  discovery: DiscoveryService;
}): CallboardClient {
  const { auth, discovery } = deps;
  return new CallboardClient({
    discoveryApi: discovery,
    fetchApi: {
      async fetch(url, init) {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'callboard',
        });
        return fetch(url, {
          ...init,
          headers: { ...init?.headers, Authorization: `Bearer ${token}` },
        });
      },
    },
  });
}
