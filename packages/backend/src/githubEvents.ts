import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { isWebhookSecretKnown } from './demo/isDemoEnabled';

/**
 * Takes GitHub's webhooks at /api/events/http/github and publishes them, unless
 * whoever has read this repository could sign them.
 */
export default createBackendFeatureLoader({
  deps: {
    config: coreServices.rootConfig,
    logger: coreServices.rootLogger,
  },
  *loader({ config, logger }) {
    if (isWebhookSecretKnown(config)) {
      logger.info(
        "Nothing is taken from GitHub's webhooks: their secret is still the demo's",
      );
    } else {
      yield import('@backstage/plugin-events-backend-module-github');
    }
  },
});
