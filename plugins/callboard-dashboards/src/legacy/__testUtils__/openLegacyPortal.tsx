import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
  type IdentityApi,
  type SignInPageProps,
} from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { CatalogEntityPage, CatalogIndexPage } from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { render } from '@testing-library/react';
import { useEffect } from 'react';
import { Route } from 'react-router-dom';
import type { FakeDashboards } from '../../__testUtils__/FakeDashboards';
import { callboardDashboardsRoutes } from '..';

const identity = mockApis.identity({ token: 'signed-in' }) as IdentityApi;

function SignIn({ onSignInSuccess }: SignInPageProps) {
  useEffect(() => onSignInSuccess(identity), [onSignInSuccess]);
  return null;
}

/**
 * Opens a portal on the legacy frontend system with the plugin's pages, against a fake
 * server.
 *
 * @param more - other routes that the portal has
 */
export function openLegacyPortal(
  path: string,
  server: FakeDashboards,
  more?: JSX.Element,
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
    components: { SignInPage: SignIn },
    apis: [
      createApiFactory(
        fetchApiRef,
        mockApis.fetch({ baseImplementation: server.fetch }),
      ),
      createApiFactory(
        discoveryApiRef,
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ),
      createApiFactory(catalogApiRef, catalogApiMock()),
    ],
  });
  const App = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        />
        {callboardDashboardsRoutes()}
        {more}
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}
