import {
  coreServices,
  createBackendModule,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { demoPeople, Employee } from './company/people';

/** The request header with the name or the User reference of the person. */
const PERSON_HEADER = 'x-callboard-demo-person';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Lists the host names of this portal: those of `app.baseUrl` and `backend.baseUrl`, and all
 * loopback names if one of the two is a loopback name.
 */
function listHostNames(config: RootConfigService): string[] {
  const names = ['app.baseUrl', 'backend.baseUrl'].map(
    key => new URL(config.getString(key)).hostname,
  );
  const isLoopback = names.some(name => LOOPBACK_NAMES.includes(name));
  return isLoopback ? [...names, ...LOOPBACK_NAMES] : names;
}

/**
 * Signs in the demo person whom a request names. The `Host` header, and the `Origin` header if
 * present, must have a host name of the portal. Otherwise, a site that resolves its own host name
 * to the portal's address (DNS rebinding) could sign in: browsers allow its pages to call the
 * portal, but put the site's host name into these headers.
 */
function createAuthenticator(hostNames: string[]) {
  const isOwn = (url: string) =>
    URL.canParse(url) && hostNames.includes(new URL(url).hostname);
  return createProxyAuthenticator({
    defaultProfileTransform: async (person: Employee) => ({
      profile: { displayName: person.displayName, email: person.email },
    }),
    initialize() {},
    async authenticate({ req }) {
      const { host, origin } = req.headers;
      if (!host || !isOwn(`http://${host}`) || (origin && !isOwn(origin))) {
        throw new NotAllowedError(
          'The demo sign-in rejects this host name. Open the portal at app.baseUrl',
        );
      }
      const nameOrRef = req.header(PERSON_HEADER);
      const result = demoPeople.find(({ name, ref }) =>
        [name, ref].includes(nameOrRef!),
      );
      if (!result) {
        throw new AuthenticationError(
          `The header ${PERSON_HEADER} must contain the name of a demo person`,
        );
      }
      return { result };
    },
  });
}

/** Sign-in as one of the four demo people, without a password. */
export const authModuleDemo = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createAuthenticator(listHostNames(config)),
            // Issues the token without looking up the User in the catalog, so that people
            // can sign in while the catalog is still processing it.
            signInResolver: async ({ result: { ref, team } }, context) =>
              context.issueToken({
                claims: { sub: ref, ent: [ref, `group:default/${team}`] },
              }),
          }),
        });
      },
    });
  },
});
