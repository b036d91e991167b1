import { createApp } from '@backstage/app-defaults';
import type { Entity } from '@backstage/catalog-model';
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
import type { FakeBackend } from './FakeBackend';

/** Opens a portal on the legacy frontend system, against a fake backend. */
export function renderLegacyPortal(
  path: string,
  backend: FakeBackend,
  portal: {
    /** Its pages. */
    routes: ReactElement;
    /** The only entity of its catalog. */
    entity?: Entity;
    /** What the pages of entities show. */
    overview?: JSX.Element;
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
        mockApis.fetch({ baseImplementation: backend.fetch }),
      ),
      createApiFactory(
        discoveryApiRef,
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ),
      createApiFactory(
        catalogApiRef,
        catalogApiMock({ entities: portal.entity && [portal.entity] }),
      ),
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
          <EntityLayout>
            <EntityLayout.Route path="/" title="Overview">
              {portal.overview ?? <></>}
            </EntityLayout.Route>
          </EntityLayout>
        </Route>
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}
