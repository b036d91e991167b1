import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import {
  everyPageHeader,
  FakeSignals,
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
  signal: (
    entity_type: Extract<CallboardSignal, { type: 'change' }>['entity_type'],
  ) => Promise<void>;
} {
  const signals = new FakeSignals();
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
      [signalApiRef, signals],
    ],
  });
  return {
    signal: async entity_type => {
      const message: CallboardSignal = {
        type: 'change',
        workspace_id: server.me.workspaces[0].id,
        entity_type,
        entity_id: server.me.workspaces[0].id,
      };
      await act(async () => signals.send(message));
    },
  };
}
