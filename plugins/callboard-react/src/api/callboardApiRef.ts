import { createApiRef, type ApiRef } from '@backstage/frontend-plugin-api';
import type { CallboardClient } from '@callboard/plugin-callboard-common';

/**
 * Lets a portal replace the client that all Callboard plugins use. No plugin
 * needs to provide it: without an implementation `useCallboardClient` makes the
 * ordinary client, so each plugin can be installed without the others.
 *
 * @public
 */
export const callboardApiRef: ApiRef<CallboardClient> =
  createApiRef<CallboardClient>().with({
    id: 'plugin.callboard.client',
    pluginId: 'callboard',
  });
