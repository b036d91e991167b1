import { useAllowed, useMe } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

/** Returns the signed-in person's roles. While they load, the person has no roles. */
export function useRights() {
  const { data: me } = useMe();
  return useMemo(() => {
    const isSuperAdmin = me?.is_super_admin ?? false;
    const roles = new Map(
      me?.workspaces.map(({ slug, role }) => [slug, role] as const),
    );
    return {
      userRef: me?.user_ref,
      /** False while loading. */
      isKnown: me !== undefined,
      isSuperAdmin,
      getRole: (slug: string) => roles.get(slug),
      isAdminOf: (slug: string) => isSuperAdmin || roles.get(slug) === 'admin',
    };
  }, [me]);
}

/** Whether the person is an admin of a workspace, and the portal's policy allows the action. */
export function useAdminRight(
  permission: Parameters<typeof useAllowed>[0],
  slug: string,
): boolean {
  const { isAdminOf } = useRights();
  return useAllowed(permission, slug) && isAdminOf(slug);
}

/**
 * Returns the style of an element that needs a permission. Until the portal's policy has answered,
 * the element is invisible but takes up its space, so that nothing moves. A refusal removes it.
 *
 * @param isAllowed - undefined until the portal has answered
 */
export function reserveSpace(isAllowed: boolean | undefined) {
  if (isAllowed === undefined) {
    return { visibility: 'hidden' } as const;
  }
  return isAllowed ? {} : ({ display: 'none' } as const);
}
