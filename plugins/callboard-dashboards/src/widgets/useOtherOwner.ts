import type { Dashboard } from '@callboard/plugin-callboard-common';
import { useMe } from '@callboard/plugin-callboard-react';

/** Returns the name of a dashboard's owner; undefined if the viewer is the owner. */
export function useOtherOwner({
  owner_ref,
  owner_name,
}: Pick<Dashboard, 'owner_ref' | 'owner_name'>): string | undefined {
  return useMe().data?.user_ref === owner_ref ? undefined : owner_name;
}
