import { endpoints } from '@callboard/plugin-callboard-common';
import type { MemberScope } from './MemberScope';

/** The endpoints of members, and where they find what people are members of. */
export interface MemberCalls {
  list: typeof endpoints.listWorkspaceMembers;
  add: typeof endpoints.addWorkspaceMember;
  update: typeof endpoints.updateWorkspaceMember;
  remove: typeof endpoints.removeWorkspaceMember;
  params: { slug: string };
}

/** How the members of something are read and changed. */
export function memberCallsOf(scope: MemberScope): MemberCalls {
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
  // They say and answer the same; only their paths have one part more.
  return {
    list: endpoints.listProjectMembers,
    add: endpoints.addProjectMember,
    update: endpoints.updateProjectMember,
    remove: endpoints.removeProjectMember,
    params: { slug, pid: scope.pid },
  } as unknown as MemberCalls;
}
