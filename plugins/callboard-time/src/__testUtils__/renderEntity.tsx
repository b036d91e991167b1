import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { pathsPlugin } from '@callboard/plugin-callboard-react/testUtils';
import plugin from '..';
import type { FakeTime } from './FakeTime';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'payments-api' },
};

/** Draws something on the page of an entity, against a fake server. */
export function renderEntity(
  server: FakeTime,
  element: JSX.Element,
  path: string = '/entity',
): void {
  const page = PageBlueprint.make({
    name: 'entity',
    params: {
      path: '/entity',
      title: 'payments-api',
      loader: async () => (
        <EntityProvider entity={entity}>{element}</EntityProvider>
      ),
    },
  });
  renderTestApp({
    features: [
      plugin,
      pathsPlugin,
      createFrontendModule({ pluginId: 'callboard-time', extensions: [page] }),
    ],
    initialRouteEntries: [path],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.fetch({
        baseImplementation: (...request) => server.fetch(...request),
      }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      mockApis.identity({ token: 'signed-in' }),
      mockApis.storage(),
      [
        catalogApiRef,
        { queryEntities: async () => ({ items: [], totalItems: 0 }) },
      ] as never,
    ],
  });
}
