import { RootConfigService } from '@backstage/backend-plugin-api';
import { isDemoEnabled } from './isDemoEnabled';

/** As it stands in app-config.yaml, for all to read. */
const DEMO_SECRET = 'callboard-demo';

/**
 * Whether anybody can sign webhooks of GitHub, and this is not the demo, where
 * anybody may. A variable that was forgotten in production leaves the secret of
 * app-config.yaml in force.
 */
export function isWebhookSecretKnown(
  config: RootConfigService,
  environment: string | undefined = process.env.NODE_ENV,
): boolean {
  const secret = config.getOptionalString(
    'events.modules.github.webhookSecret',
  );
  return secret === DEMO_SECRET && !isDemoEnabled(config, environment);
}
