import type { Role } from '@callboard/plugin-callboard-common';
import { useMe } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

/** What the signed-in person may do with workspaces. */
interface Rights {
  userRef: string | undefined;
  /** False while the rights load. */
  isKnown: boolean;
  isSuperAdmin: boolean;
  roleIn: (slug: string) => Role | undefined;
  isAdminOf: (slug: string) => boolean;
}

/** What the signed-in person may do; nothing until that is known. */
export function useRights(): Rights {
  const { data: me } = useMe();
  return useMemo(() => {
    const isSuperAdmin = me?.is_super_admin ?? false;
    const known = new Map(
      me?.workspaces.map(({ slug, role }) => [slug, role] as const),
    );
    return {
      userRef: me?.user_ref,
      isKnown: me !== undefined,
      isSuperAdmin,
      roleIn: slug => known.get(slug),
      isAdminOf: slug => isSuperAdmin || known.get(slug) === 'admin',
    };
  }, [me]);
}
