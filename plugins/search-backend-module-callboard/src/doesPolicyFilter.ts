import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';

const SWITCH = 'search.collators.callboard.policyFilters';

/**
 * Whether the portal's policy decides who finds which item. While the permission
 * framework is off, the search asks no policy, whatever `policyFilters` says.
 */
export function doesPolicyFilter(
  config: Config,
  logger: LoggerService,
): boolean {
  const isNeeded = config.getOptionalBoolean(SWITCH) ?? false;
  const isPossible = config.getOptionalBoolean('permission.enabled') ?? false;
  if (isNeeded && !isPossible) {
    logger.warn(
      `${SWITCH} is on, but permission.enabled is not: the index holds only what everybody may find`,
    );
  }
  return isNeeded && isPossible;
}
