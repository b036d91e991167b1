import {
  createFrontendPlugin,
  createRouteRef,
  type StorageApi,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderTestApp,
  type RenderTestAppOptions,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import { TabbedPageBlueprint } from '@callboard/plugin-callboard-react';
import {
  FakeSignals,
  pathsPlugin,
} from '@callboard/plugin-callboard-react/testUtils';
import plugin from '..';
import type { FakeActivity } from './FakeActivity';

/** The page of another plugin that the tracker is a sub-page of. */
const adminPlugin = createFrontendPlugin({
  pluginId: 'callboard',
  extensions: [
    TabbedPageBlueprint.make({
      params: {
        path: '/callboard',
        title: 'Callboard',
        icon: <svg />,
        routeRef: createRouteRef(),
      },
    }),
  ],
});

/** Draws a page of the plugin in a portal, against a fake server. */
export function renderActivity(
  path: string,
  server: FakeActivity,
  config?: RenderTestAppOptions['config'],
): { signal: (message: CallboardSignal) => void; storage: StorageApi } {
  const signals = new FakeSignals();
  const storage = mockApis.storage();
  renderTestApp({
    config,
    features: [adminPlugin, plugin, pathsPlugin],
    initialRouteEntries: [path],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.fetch({ baseImplementation: server.fetch }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      storage,
      [signalApiRef, signals],
    ],
  });
  const signal = (message: CallboardSignal) => signals.send(message);
  return { signal, storage };
}
