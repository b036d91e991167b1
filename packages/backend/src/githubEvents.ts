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
        'GitHub webhooks are ignored, because their secret is still that of the demo',
      );
    } else {
      yield import('@backstage/plugin-events-backend-module-github');
    }
  },
});
