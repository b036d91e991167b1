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
import { render } from '@testing-library/react';
import { useEffect, type ReactElement } from 'react';
import type { FakeNotifications } from './FakeNotifications';

const identity = mockApis.identity({ token: 'signed-in' }) as IdentityApi;

function SignIn({ onSignInSuccess }: SignInPageProps) {
  useEffect(() => onSignInSuccess(identity), [onSignInSuccess]);
  return null;
}

/** Opens a portal on the legacy frontend system, against a fake server. */
export function renderLegacyNotifications(
  path: string,
  server: FakeNotifications,
  portal: { sidebar: ReactElement; routes: ReactElement },
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
    ],
  });
  const App = app.createRoot(
    <AppRouter>
      {portal.sidebar}
      <FlatRoutes>{portal.routes}</FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}
