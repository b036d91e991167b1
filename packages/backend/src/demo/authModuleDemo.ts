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
import { demoPeople, DemoPerson } from './company/people';

/** The request header that names the person, such as `max.member`. */
const PERSON_HEADER = 'x-callboard-demo-person';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Lists the host names of this portal: the hosts of `app.baseUrl` and `backend.baseUrl`, and all
 * names of this machine if one of the hosts is local.
 */
function listHostNames(config: RootConfigService): string[] {
  const names = ['app.baseUrl', 'backend.baseUrl'].map(
    key => new URL(config.getString(key)).hostname,
  );
  const isLocal = names.some(name => LOOPBACK.includes(name));
  return isLocal ? [...names, ...LOOPBACK] : names;
}

/**
 * Signs in the demo person whom a request names, if both the request and its page have a host name
 * of the portal. Another site can resolve its own name to the portal's address (DNS rebinding):
 * browsers then treat the two as the same site, but still send the name.
 */
function createAuthenticator(hostNames: string[]) {
  const isOwn = (url: string) =>
    URL.canParse(url) && hostNames.includes(new URL(url).hostname);
  return createProxyAuthenticator({
    defaultProfileTransform: async (person: DemoPerson) => ({
      profile: { displayName: person.displayName, email: person.email },
    }),
    initialize() {},
    async authenticate({ req }) {
      const { host, origin } = req.headers;
      if (!host || !isOwn(`http://${host}`) || (origin && !isOwn(origin))) {
        throw new NotAllowedError(
          'The demo sign-in works only at the host name of app.baseUrl',
        );
      }
      const personName = req.header(PERSON_HEADER);
      const result = demoPeople.find(({ name, ref }) =>
        [name, ref].includes(personName!),
      );
      if (!result) {
        throw new AuthenticationError(
          `The header ${PERSON_HEADER} must name one of the demo people`,
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
            // The token does not come from the catalog, so that people can sign in
            // while the catalog is still processing their Users.
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
