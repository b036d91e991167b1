import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  EntityLayout,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { Route } from 'react-router-dom';
import type { FakeWork } from './FakeWork';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api', namespace: 'default' },
};

/** Opens a portal on the legacy frontend system, against a fake server. */
export function renderLegacyWork(
  path: string,
  server: FakeWork,
  portal: {
    /** Its pages. */
    routes?: ReactElement;
    /** The routes of the page of the component payments-api. */
    entityRoutes?: ReactElement;
  },
): void {
  window.history.replaceState(null, '', path);
  const app = createApp({
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { title: 'Portal', baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://portal' },
        },
      },
    ],
    apis: [
      createApiFactory(
        fetchApiRef,
        mockApis.fetch({ baseImplementation: server.fetch }),
      ),
      createApiFactory(
        discoveryApiRef,
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ),
      createApiFactory(catalogApiRef, catalogApiMock({ entities: [entity] })),
    ],
  });
  const App = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        {portal.routes}
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          <EntityLayout>{portal.entityRoutes}</EntityLayout>
        </Route>
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}
