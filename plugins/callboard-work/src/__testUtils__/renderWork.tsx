import {
  createFrontendModule,
  PageBlueprint,
  storageApiRef,
  type FrontendFeature,
  type StorageApi,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import {
  FakeSignals,
  pathsPlugin,
} from '@callboard/plugin-callboard-react/testUtils';
import plugin from '..';
import type { FakeWork } from './FakeWork';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'payments-api' },
};

/** Draws something on the page of an entity, or a page of the plugin. */
export function renderWork(
  server: FakeWork,
  options: {
    element?: JSX.Element;
    path?: string;
    /** Where the portal keeps what a person has chosen. */
    storage?: StorageApi;
    /** What else the portal has. */
    features?: FrontendFeature[];
  } = {},
): { signal: (message: CallboardSignal) => void } {
  const { element, path = '/entity' } = options;
  const signals = new FakeSignals();
  const page = PageBlueprint.make({
    name: 'entity',
    params: {
      path: '/entity',
      title: 'payments-api',
      loader: async () => (
        <EntityProvider entity={entity}>{element ?? <></>}</EntityProvider>
      ),
    },
  });
  renderTestApp({
    features: [
      plugin,
      pathsPlugin,
      createFrontendModule({ pluginId: 'callboard-work', extensions: [page] }),
      ...(options.features ?? []),
    ],
    initialRouteEntries: [path],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.fetch({
        // Looked up at each call, because tests may replace `server.fetch` later.
        baseImplementation: (...request) => server.fetch(...request),
      }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      [storageApiRef, options.storage ?? mockApis.storage()],
      [signalApiRef, signals],
      [
        catalogApiRef,
        { queryEntities: async () => ({ items: [], totalItems: 0 }) },
      ] as never,
    ],
  });
  return {
    signal: message => signals.send(message),
  };
}
