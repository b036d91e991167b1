import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { isWebhookSecretPublic } from './demo/isDemoEnabled';

/**
 * Receives the webhooks of GitHub and GitLab at /api/events/http/… and publishes them as events.
 * Outside the demo, ignores a system's webhooks while its secret is the public one in
 * app-config.yaml.
 */
export default createBackendFeatureLoader({
  deps: {
    config: coreServices.rootConfig,
    logger: coreServices.rootLogger,
  },
  *loader({ config, logger }) {
    const isIgnored = (system: string) => {
      const isPublic = isWebhookSecretPublic(config, system.toLowerCase());
      if (isPublic) {
        logger.info(
          `${system} webhooks are ignored, because the configured secret is still the public secret of the demo`,
        );
      }
      return isPublic;
    };
    if (!isIgnored('GitHub')) {
      yield import('@backstage/plugin-events-backend-module-github');
    }
    if (!isIgnored('GitLab')) {
      yield import('@backstage/plugin-events-backend-module-gitlab');
    }
  },
});
