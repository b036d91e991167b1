import { requireOfBackend, requireOfPortal } from './backend.mjs';

const { coreServices, createBackendModule } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} = requireOfPortal('@backstage/plugin-auth-node');

/** The header that names the person to sign in. */
export const PERSON_HEADER = 'x-bench-person';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize() {},
  authenticate: async ({ req }) => ({ result: req.header(PERSON_HEADER) }),
});

/** Signs in everybody as the person they name, with a token like any other. */
export const signInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'bench-provider',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'bench',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: ({ result }, context) =>
              context.issueToken({ claims: { sub: result, ent: [result] } }),
          }),
        });
      },
    });
  },
});
