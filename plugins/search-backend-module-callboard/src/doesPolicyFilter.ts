import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';

const SWITCH = 'search.collators.callboard.policyFilters';

/**
 * Whether the portal's policy decides which users find which items. While the permission framework
 * is off, the search ignores any policy, whatever `policyFilters` is.
 */
export function doesPolicyFilter(
  config: Config,
  logger: LoggerService,
): boolean {
  const isNeeded = config.getOptionalBoolean(SWITCH) ?? false;
  const isPossible = config.getOptionalBoolean('permission.enabled') ?? false;
  if (isNeeded && !isPossible) {
    logger.warn(
      `${SWITCH} is on, but permission.enabled is not: the index contains only items that everyone can see`,
    );
  }
  return isNeeded && isPossible;
}
