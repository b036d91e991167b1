import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  everyPageHeader,
  pathsPlugin,
} from '@callboard/plugin-callboard-react/testUtils';
import { act } from '@testing-library/react';
import plugin from '..';
import type { FakeTime } from './FakeTime';

/** A page of the portal that is not about time. */
const otherPage = createFrontendPlugin({
  pluginId: 'other',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/other',
        title: 'Other',
        loader: async () => <p>Another page</p>,
      },
    }),
  ],
});

/** Opens a page of a portal where somebody is signed in, against a fake server. */
export function renderPortal(
  server: FakeTime,
  path: string = '/other',
): {
  /** Lets the server say that something has changed. */
  signal: (entity_type: string) => Promise<void>;
} {
  const listeners = new Set<(message: never) => void>();
  renderTestApp({
    features: [plugin, everyPageHeader, otherPage, pathsPlugin],
    initialRouteEntries: [path],
    apis: [
      mockApis.fetch({
        // Looked up at each call, because tests may replace `server.fetch` later.
        baseImplementation: (...request) => server.fetch(...request),
      }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      mockApis.identity({ token: 'signed-in' }),
      mockApis.storage(),
      [
        signalApiRef,
        {
          subscribe(_channel: string, listener: (message: never) => void) {
            listeners.add(listener);
            return { unsubscribe: () => listeners.delete(listener) };
          },
        },
      ],
    ],
  });
  return {
    signal: async entity_type => {
      const message = {
        type: 'change',
        workspace_id: server.me.workspaces[0].id,
        entity_type,
        entity_id: server.me.workspaces[0].id,
      };
      await act(async () =>
        listeners.forEach(listener => listener(message as never)),
      );
    },
  };
}
