import { endpoints } from '@callboard/plugin-callboard-common';
import type { MemberScope } from './MemberScope';

/** The endpoints of a scope's members, with their path parameters. */
export interface MemberCalls {
  list: typeof endpoints.listWorkspaceMembers;
  add: typeof endpoints.addWorkspaceMember;
  update: typeof endpoints.updateWorkspaceMember;
  remove: typeof endpoints.removeWorkspaceMember;
  params: { slug: string };
}

/** Returns the endpoints that read and change the members of a scope. */
export function getMemberCalls(scope: MemberScope): MemberCalls {
  const { slug } = scope;
  if (scope.kind === 'workspace') {
    return {
      list: endpoints.listWorkspaceMembers,
      add: endpoints.addWorkspaceMember,
      update: endpoints.updateWorkspaceMember,
      remove: endpoints.removeWorkspaceMember,
      params: { slug },
    };
  }
  // Both have the same bodies and responses; only their paths differ.
  return {
    list: endpoints.listProjectMembers,
    add: endpoints.addProjectMember,
    update: endpoints.updateProjectMember,
    remove: endpoints.removeProjectMember,
    params: { slug, pid: scope.pid },
  } as unknown as MemberCalls;
}
