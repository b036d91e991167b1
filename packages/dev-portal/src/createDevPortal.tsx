import type { Entity } from '@backstage/catalog-model';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
  type FrontendFeature,
  type FrontendFeatureLoader,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  paymentsEntity,
  type FakeServer,
} from '@callboard/plugin-callboard-react/testUtils';
import { useEffect, type ComponentType } from 'react';
import ReactDOM from 'react-dom/client';
import { Navigate } from 'react-router-dom';
// This package acts as the app.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';

/** The options of a portal for development. */
interface DevPortalOptions {
  /** The plugin, and other features of the portal. */
  features: Array<FrontendFeature | FrontendFeatureLoader>;
  /** Answers the plugin's requests; the user `me` of this server is signed in. */
  server: FakeServer;
  /** The path of the page that opens first. */
  path: string;
  /** The entities of the catalog. */
  entities?: Entity[];
}

/** The entities to which the example data of most plugins refers. */
const exampleEntities: Entity[] = [
  paymentsEntity,
  ...['Max Member', 'Mona Manager'].map(displayName => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      namespace: 'default',
      name: displayName.toLocaleLowerCase('en-US').replace(' ', '.'),
    },
    spec: { profile: { displayName } },
  })),
];

/** Sends the plugin's requests to the fake server. Other requests fail: no backend runs. */
function createFetchApi(server: FakeServer): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.includes('/api/callboard/')) {
      return Response.json(
        { error: { message: 'No backend' } },
        { status: 404 },
      );
    }
    const response = await server.fetch(input, init);
    if (response.status >= 500) {
      // The page shows only that something failed; the response contains the cause.
      // eslint-disable-next-line no-console
      console.warn(init?.method ?? 'GET', url, await response.clone().text());
    }
    return response;
  };
}

/** Creates a sign-in page that signs in the user `me` of the fake server without asking. */
function createSignInPage(server: FakeServer): ComponentType<SignInPageProps> {
  const identityApi: IdentityApi = {
    getBackstageIdentity: async () => ({
      type: 'user',
      userEntityRef: server.me.user_ref,
      ownershipEntityRefs: [server.me.user_ref],
    }),
    getProfileInfo: async () => ({ displayName: server.me.display_name }),
    getCredentials: async () => ({ token: 'signed-in' }),
    signOut: async () => {},
  };
  return function SignInPage({ onSignInSuccess }) {
    useEffect(() => onSignInSuccess(identityApi), [onSignInSuccess]);
    return null;
  };
}

/**
 * Shows a plugin in a portal with a catalog, but without a backend.
 *
 * `yarn start` in the folder of a plugin runs its `dev/index.tsx`, which calls this function.
 */
export function createDevPortal(options: DevPortalOptions): void {
  const { features, server, path, entities = exampleEntities } = options;
  server.answerUnhandledReads();
  const app = createApp({
    features: [
      catalogPlugin,
      ...features,
      createFrontendModule({
        pluginId: 'catalog',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: catalogApiRef,
                deps: {},
                factory: () => catalogApiMock({ entities }),
              }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          SignInPageBlueprint.make({
            params: { loader: async () => createSignInPage(server) },
          }),
          ApiBlueprint.make({
            name: 'fetch',
            params: defineParams =>
              defineParams({
                api: fetchApiRef,
                deps: {},
                factory: () => ({ fetch: createFetchApi(server) }),
              }),
          }),
        ],
      }),
      createFrontendPlugin({
        pluginId: 'start',
        extensions: [
          PageBlueprint.make({
            params: {
              path: '/',
              loader: async () => <Navigate to={path} replace />,
            },
          }),
        ],
      }),
    ],
  });
  ReactDOM.createRoot(document.getElementById('root')!).render(
    app.createRoot(),
  );
}
