import {
  AuthService,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';

/**
 * Marks the calls that a plugin makes on behalf of a user, like a real portal. The permission
 * backend returns conditional decisions only for such calls.
 */
export const authWithActors = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }): AuthService {
    const auth = mockServices.auth({
      pluginId: plugin.getId(),
      disableDefaultAuthPolicy: false,
    });
    const authenticate: AuthService['authenticate'] = async (...args) => {
      const credentials = await auth.authenticate(...args);
      const isByPlugin = args[0].startsWith('mock-service-token');
      return isByPlugin && auth.isPrincipal(credentials, 'user')
        ? mockCredentials.user(credentials.principal.userEntityRef, {
            actor: { subject: 'plugin:another' },
          })
        : credentials;
    };
    return Object.assign(Object.create(auth), { authenticate });
  },
});
