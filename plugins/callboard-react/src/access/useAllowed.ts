import {
  isResourcePermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { useEffect, useRef } from 'react';

/**
 * Whether the portal's permission policy allows an action; undefined until the portal has answered.
 *
 * @param permission - one of Callboard's `permissions`
 * @param resource - the id of the project, or the slug of the workspace, depending on the
 *   permission's resource type
 * @public
 */
export function usePermissionAnswer(
  permission: Permission,
  resource?: string,
): boolean | undefined {
  const { allowed, loading, error } = usePermission(
    isResourcePermission(permission)
      ? { permission, resourceRef: resource }
      : { permission },
  );
  // If a request to the portal fails, the last answer applies. Otherwise, a page could hide a form
  // and lose its input.
  const lastAnswer = useRef(false);
  useEffect(() => {
    if (!loading && !error) {
      lastAnswer.current = allowed;
    }
  }, [allowed, loading, error]);
  if (loading) {
    return undefined;
  }
  return error ? lastAnswer.current : allowed;
}

/**
 * Whether the portal's permission policy allows an action. The person's role is a separate check.
 * False until the portal has answered.
 *
 * @param resource - as for `usePermissionAnswer`
 * @public
 */
export function useAllowed(permission: Permission, resource?: string): boolean {
  return usePermissionAnswer(permission, resource) ?? false;
}
