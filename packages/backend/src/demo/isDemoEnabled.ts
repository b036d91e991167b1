import { RootConfigService } from '@backstage/backend-plugin-api';

/**
 * Whether the demo people, their world and their sign-in may exist here.
 *
 * Two locks, so that neither a forgotten variable nor a forgotten key opens
 * the door: `NODE_ENV` must not be `production`, and `demo.enabled` must be
 * true.
 */
export function isDemoEnabled(
  config: RootConfigService,
  environment: string | undefined = process.env.NODE_ENV,
): boolean {
  return (
    environment !== 'production' &&
    (config.getOptionalBoolean('demo.enabled') ?? false)
  );
}
