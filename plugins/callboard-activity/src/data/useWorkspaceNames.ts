import { useMe } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

/** A workspace the person can see. */
export interface WorkspaceName {
  id: string;
  slug: string;
  name: string;
}

/** The workspaces the person can see, sorted by name; undefined while they load. */
export function useWorkspaceNames(): WorkspaceName[] | undefined {
  const { data } = useMe();
  return useMemo(
    () =>
      data && [...data.workspaces].sort((a, b) => a.name.localeCompare(b.name)),
    [data],
  );
}
