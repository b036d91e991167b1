import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { scopeToWorkspace } from './MemberRow';
import { MemberService } from './MemberService';

export function bindMembers(
  router: ContractRouter,
  members: MemberService,
): void {
  router.handle(endpoints.listWorkspaceMembers, ({ workspace, query }) =>
    members.list(scopeToWorkspace(workspace.id), query),
  );
  router.handle(endpoints.addWorkspaceMember, ({ caller, workspace, body }) =>
    members.add(caller, scopeToWorkspace(workspace.id), body),
  );
  router.handle(endpoints.updateWorkspaceMember, context =>
    members.update(
      context.caller,
      scopeToWorkspace(context.workspace.id),
      context.params.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.removeWorkspaceMember, context =>
    members.remove(
      context.caller,
      scopeToWorkspace(context.workspace.id),
      context.params.id,
      context.precondition,
    ),
  );
}
