import { createApiRef, type ApiRef } from '@backstage/frontend-plugin-api';
import type { CallboardClient } from '@callboard/plugin-callboard-common';

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
