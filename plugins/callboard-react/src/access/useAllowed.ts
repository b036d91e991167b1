import {
  isResourcePermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';

/**
 * Whether the portal's permission policy allows something, in addition to the person's role. False
 * until the portal has answered.
 *
 * @param permission - one of `permissions`
 * @param resource - the id of the project, or the slug of the workspace, depending on the
 *   permission's resource type
 * @public
 */
export function useAllowed(permission: Permission, resource?: string): boolean {
  return usePermission(
    isResourcePermission(permission)
      ? { permission, resourceRef: resource }
      : { permission },
  ).allowed;
}
