import type { Entity } from '@backstage/catalog-model';
import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
  type AnyApiFactory,
  type IdentityApi,
  type SignInPageProps,
} from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { render } from '@testing-library/react';
import { useEffect, type ReactElement } from 'react';
import { Route } from 'react-router-dom';
import type { FakeServer } from './FakeServer';
import { paymentsEntity } from './fixtures';

const identity = mockApis.identity({ token: 'signed-in' }) as IdentityApi;

function SignIn({ onSignInSuccess }: SignInPageProps) {
  useEffect(() => onSignInSuccess(identity), [onSignInSuccess]);
  return null;
}

/** The options of a portal on the legacy frontend system. @internal */
export interface LegacyPageOptions {
  /** The portal's pages, in addition to the catalog's pages. */
  routes?: ReactElement;
  sidebar?: ReactElement;
  /** The routes of the entity pages. */
  entityRoutes?: ReactElement;
  /** The entities of the catalog. */
  entities?: Entity[];
  /** Additional APIs of the portal. */
  apis?: AnyApiFactory[];
}

/** Opens a page of a portal on the legacy frontend system, against a fake server. @internal */
export async function renderLegacyPage(
  path: string,
  server: FakeServer,
  options: LegacyPageOptions,
): Promise<void> {
  const { entities = [paymentsEntity] } = options;
  window.history.replaceState(null, '', path);
  // Imported lazily, because most test files do not need these packages.
  const [
    { createApp },
    { AppRouter, FlatRoutes },
    { CatalogEntityPage, CatalogIndexPage, EntityLayout },
  ] = await Promise.all([
    import('@backstage/app-defaults'),
    import('@backstage/core-app-api'),
    import('@backstage/plugin-catalog'),
  ]);
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
      ...(options.apis ?? []),
      createApiFactory(
        fetchApiRef,
        mockApis.fetch({
          baseImplementation: (...args) => server.fetch(...args),
        }),
      ),
      createApiFactory(
        discoveryApiRef,
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ),
      createApiFactory(catalogApiRef, catalogApiMock({ entities })),
    ],
  });
  const App = app.createRoot(
    <AppRouter>
      {options.sidebar}
      <FlatRoutes>
        {options.routes}
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          <EntityLayout>{options.entityRoutes ?? <></>}</EntityLayout>
        </Route>
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}
