import type { Dashboard } from '@callboard/plugin-callboard-common';
import { useMe } from '@callboard/plugin-callboard-react';

/** The name of a dashboard's owner; undefined where that is whoever looks at it. */
export function useOtherOwner({
  owner_ref,
  owner_name,
}: Pick<Dashboard, 'owner_ref' | 'owner_name'>): string | undefined {
  return useMe().data?.user_ref === owner_ref ? undefined : owner_name;
}
