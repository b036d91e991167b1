import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';

/**
 * A permission policy of the portal.
 *
 * @param decide - decides on a user's permission; `true` allows it and `false` denies it
 */
export function createPolicy(
  decide: (
    permission: Permission,
    user_ref: string,
  ) => PolicyDecision | boolean,
) {
  const authorize = async (
    requests: readonly { permission: Permission }[],
    options?: unknown,
  ): Promise<any[]> => {
    const { principal } = (options as any).credentials;
    return requests.map(({ permission }) => {
      const decision = decide(permission, principal.userEntityRef);
      return typeof decision === 'boolean'
        ? { result: decision ? AuthorizeResult.ALLOW : AuthorizeResult.DENY }
        : decision;
    });
  };
  return mockServices.permissions.mock({
    authorize,
    authorizeConditional: authorize,
  }).factory;
}
