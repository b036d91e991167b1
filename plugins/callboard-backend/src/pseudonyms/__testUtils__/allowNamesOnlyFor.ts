import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PermissionEvaluator,
} from '@backstage/plugin-permission-common';
import { callboardActivityReadNamedPermission } from '@callboard/plugin-callboard-common';

const authorize =
  (user_ref: string): PermissionEvaluator['authorize'] =>
  async (requests, options) => {
    const { principal } = (options as any).credentials;
    return requests.map(({ permission }) => ({
      result:
        permission.name !== callboardActivityReadNamedPermission.name ||
        principal.userEntityRef === user_ref
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    }));
  };

/** A policy that lets only one user see names in activity. */
export function allowNamesOnlyFor(user_ref: string) {
  return mockServices.permissions.mock({ authorize: authorize(user_ref) })
    .factory;
}
