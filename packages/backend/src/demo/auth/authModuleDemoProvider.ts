import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { isDemoEnabled } from '../isDemoEnabled';
import {
  createDemoAuthenticator,
  demoSignInResolver,
} from './demoAuthenticator';
import { OwnHostNames } from './OwnHostNames';

/** Sign-in as one of the four demo people, without a password. */
export const authModuleDemoProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (!isDemoEnabled(config)) {
          if (config.getOptionalBoolean('demo.enabled')) {
            logger.warn('demo.enabled is ignored: NODE_ENV is production');
          }
          return;
        }
        logger.warn('Anybody can sign in as one of the demo people');
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createDemoAuthenticator(new OwnHostNames(config)),
            signInResolver: demoSignInResolver,
          }),
        });
      },
    });
  },
});
