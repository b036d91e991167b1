import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { isWebhookSecretKnown } from './demo/isDemoEnabled';

/**
 * Receives GitHub's webhooks at /api/events/http/github and publishes them, unless the configured
 * secret is the one that this repository publishes.
 */
export default createBackendFeatureLoader({
  deps: {
    config: coreServices.rootConfig,
    logger: coreServices.rootLogger,
  },
  *loader({ config, logger }) {
    if (isWebhookSecretKnown(config)) {
      logger.info(
        'GitHub webhooks are ignored, because their configured secret is still the public one of the demo',
      );
    } else {
      yield import('@backstage/plugin-events-backend-module-github');
    }
  },
});
