import { requireOfBackend, requireOfPortal } from '../lib/backend.mjs';

const { coreServices, createBackendModule } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} = requireOfPortal('@backstage/plugin-auth-node');

/** Who asks to be signed in. */
export const PERSON_HEADER = 'x-bench-person';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize() {},
  authenticate: async ({ req }) => ({ result: req.header(PERSON_HEADER) }),
});

/** Signs in anybody as whom they want to be, with a token as any other. */
export const benchSignIn = createBackendModule({
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
