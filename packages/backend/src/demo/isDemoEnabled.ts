import { RootConfigService } from '@backstage/backend-plugin-api';

/** The secret of app-config.yaml, which everybody can read. */
const DEMO_WEBHOOK_SECRET = 'callboard-demo';

/**
 * Whether the demo people, their data and their sign-in may exist.
 *
 * Two conditions, so that neither a forgotten variable nor a forgotten key enables
 * them: `NODE_ENV` must not be `production`, and `demo.enabled` must be true.
 */
export function isDemoEnabled(config: RootConfigService): boolean {
  return (
    process.env.NODE_ENV !== 'production' &&
    (config.getOptionalBoolean('demo.enabled') ?? false)
  );
}

/**
 * Whether the webhook secret of `github` or `gitlab` is publicly known outside the demo. A variable
 * that is missing in production leaves the secret of app-config.yaml in force.
 */
export function isWebhookSecretPublic(
  config: RootConfigService,
  system: string,
): boolean {
  const key = `events.modules.${system}.webhookSecret`;
  const secret = config.getOptionalString(key);
  return secret === DEMO_WEBHOOK_SECRET && !isDemoEnabled(config);
}
