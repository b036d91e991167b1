import { useMe } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

/** A workspace the person can see. */
export interface WorkspaceName {
  id: string;
  slug: string;
  name: string;
}

/** The workspaces the person can see, by name. */
export function useWorkspaceNames(): WorkspaceName[] {
  const { data } = useMe();
  return useMemo(
    () =>
      [...(data?.workspaces ?? [])].sort((a, b) =>
        a.name.localeCompare(b.name),
      ),
    [data],
  );
}
