import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';

const KEY = 'search.collators.callboard.policyFilters';

/**
 * Whether the portal's policy decides which users find which items. While the permission framework
 * is off, the search ignores any policy, regardless of `policyFilters`.
 */
export function doesPolicyFilter(
  config: Config,
  logger: LoggerService,
): boolean {
  const isRequested = config.getOptionalBoolean(KEY) ?? false;
  const hasPermissions =
    config.getOptionalBoolean('permission.enabled') ?? false;
  if (isRequested && !hasPermissions) {
    logger.warn(
      `${KEY} is on, but permission.enabled is not: the index contains only items that everyone can see`,
    );
  }
  return isRequested && hasPermissions;
}
