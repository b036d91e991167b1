import type { Workspace } from '@callboard/plugin-callboard-common';
import {
  MemberList,
  ShortcutsHelp,
  useMemberFilter,
  type MemberScope,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { useRights } from '../workspaces/useRights';

/** The members of a workspace, with their roles and the sources of these; admins edit them here. */
export function WorkspaceMembers(props: { workspace: Workspace }) {
  const { slug, name } = props.workspace;
  const { isAdminOf, isSuperAdmin, userRef } = useRights();
  const [filter, setFilter] = useMemberFilter();
  const scope = useMemo<MemberScope>(
    () => ({ kind: 'workspace', slug, name }),
    [slug, name],
  );
  return (
    <>
      <MemberList
        scope={scope}
        filter={filter}
        onFilter={setFilter}
        mayEdit={isAdminOf(slug)}
        userRef={userRef}
        isSafe={isSuperAdmin}
      />
      <ShortcutsHelp standardShortcuts={['search', 'move']} />
    </>
  );
}
