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
import { act, waitFor } from '@testing-library/react';
import { Route, Routes, useLocation } from 'react-router-dom';
import plugin from '..';
import type { FakeNotifications } from './FakeNotifications';

function Address() {
  const { pathname, search } = useLocation();
  return <p>At {`${pathname}${search}`}</p>;
}

/** Pages of the portal that notifications lead to. */
const otherPages = createFrontendPlugin({
  pluginId: 'other',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/other',
        title: 'Other',
        loader: async () => (
          <Routes>
            <Route path="*" element={<Address />} />
          </Routes>
        ),
      },
    }),
  ],
});

/** Draws a page of a portal with the plugin, against a fake server. */
export function renderNotifications(
  path: string,
  server: FakeNotifications,
  options: { token?: string } = { token: 'signed-in' },
): {
  /** Lets the server say that something has changed. */
  signal: () => Promise<void>;
  /** Resolves once the bell knows what is there, and hears what comes. */
  untilHeard: () => Promise<void>;
} {
  const signals = new FakeSignals();
  renderTestApp({
    features: [plugin, everyPageHeader, otherPages, pathsPlugin],
    initialRouteEntries: [path],
    apis: [
      mockApis.fetch({ baseImplementation: server.fetch }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      mockApis.identity(options),
      mockApis.storage(),
      [signalApiRef, signals],
    ],
  });
  const message: CallboardSignal = { type: 'notifications' };
  return {
    signal: async () => act(async () => signals.send(message)),
    untilHeard: () => waitFor(() => expect(signals.isHeard).toBe(true)),
  };
}
