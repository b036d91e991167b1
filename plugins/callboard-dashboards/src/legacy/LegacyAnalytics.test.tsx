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
import { render, screen } from '@testing-library/react';
import { Suspense, useEffect } from 'react';
import { Route } from 'react-router-dom';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { idOf } from '@callboard/plugin-callboard-react/testUtils';
import { answerAnalytics } from '../analytics/__testUtils__/answerAnalytics';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { callboardDashboardsRoutes, callboardWorkDepartmentSection } from '.';

const identity = mockApis.identity({ token: 'signed-in' }) as IdentityApi;

function SignIn({ onSignInSuccess }: SignInPageProps) {
  useEffect(() => onSignInSuccess(identity), [onSignInSuccess]);
  return null;
}

/** Opens a portal on the legacy frontend system that has a page of a department. */
function open(path: string): void {
  const server = new FakeDashboards();
  answerAnalytics(server);
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
  const { Section } = callboardWorkDepartmentSection;
  const App = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        />
        {callboardDashboardsRoutes()}
        <Route
          path="/department"
          element={
            <CallboardProvider>
              <Suspense fallback={null}>
                <Section
                  workspace={server.me.workspaces[0]}
                  department={{ id: idOf('department', 1) } as never}
                />
              </Suspense>
            </CallboardProvider>
          }
        />
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}

describe('the plugin in a portal on the legacy frontend system', () => {
  it('has the page Analytics', async () => {
    open('/analytics?tab=time');
    expect(
      await screen.findByRole('heading', { name: 'Analytics' }),
    ).toBeVisible();
    expect(await screen.findByText('review')).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('says of addresses beneath it that nothing is there', async () => {
    open('/analytics/no-such-page');
    expect(await screen.findByRole('link', { name: /^Back/ })).toHaveAttribute(
      'href',
      '/analytics',
    );
  });

  it('has work for the pages of departments', async () => {
    open('/department');
    expect(await screen.findByRole('list', { name: 'Work' })).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'More in Analytics' }),
    ).toHaveAttribute('href', expect.stringMatching(/^\/analytics\?/));
  });
});
