import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { isWebhookSecretKnown } from './demo/isDemoEnabled';

/**
 * Receives GitHub's webhooks at /api/events/http/github and publishes them, unless their secret is
 * the public one of this repository.
 */
export default createBackendFeatureLoader({
  deps: {
    config: coreServices.rootConfig,
    logger: coreServices.rootLogger,
  },
  *loader({ config, logger }) {
    if (isWebhookSecretKnown(config)) {
      logger.info(
        'GitHub webhooks are ignored, because their secret is still that of the demo',
      );
    } else {
      yield import('@backstage/plugin-events-backend-module-github');
    }
  },
});
