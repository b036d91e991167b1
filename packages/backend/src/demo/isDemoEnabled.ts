import { RootConfigService } from '@backstage/backend-plugin-api';

/** The webhook secret in app-config.yaml. It is public, because the file is. */
const DEMO_WEBHOOK_SECRET = 'callboard-demo';

/**
 * Whether the demo people, their data and their sign-in may exist.
 *
 * Requires two conditions, so that forgetting to set one of them does not enable the demo:
 * `NODE_ENV` must not be `production`, and `demo.enabled` must be true.
 */
export function isDemoEnabled(config: RootConfigService): boolean {
  return (
    process.env.NODE_ENV !== 'production' &&
    (config.getOptionalBoolean('demo.enabled') ?? false)
  );
}

/**
 * Whether the demo is off and the configured webhook secret is still the public one in
 * app-config.yaml. This happens if a production configuration does not set a secret.
 *
 * @param system - `github` or `gitlab`
 */
export function isWebhookSecretPublic(
  config: RootConfigService,
  system: string,
): boolean {
  const key = `events.modules.${system}.webhookSecret`;
  const secret = config.getOptionalString(key);
  return secret === DEMO_WEBHOOK_SECRET && !isDemoEnabled(config);
}
