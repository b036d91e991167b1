import { endpoints, type Workspace } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { useRights } from '../../../workspaces/useRights';

/** More workspaces than one person administers. */
const ENOUGH = 200;

/** The other workspaces that the person may grant access to. */
export function useOtherWorkspaces(slug: string): readonly Workspace[] {
  const { isAdminOf } = useRights();
  const { data } = useCallboardQuery(endpoints.listWorkspaces, {
    query: { limit: ENOUGH },
  });
  return useMemo(
    () =>
      data?.items.filter(
        other => other.slug !== slug && isAdminOf(other.slug),
      ) ?? [],
    [data, slug, isAdminOf],
  );
}
