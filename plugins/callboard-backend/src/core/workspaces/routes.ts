import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { WorkspaceService } from './WorkspaceService';

/** Binds the endpoints of workspaces. */
export function bindWorkspaces(
  router: ContractRouter,
  workspaces: WorkspaceService,
): void {
  router.handle(endpoints.listWorkspaces, ({ caller, query }) =>
    workspaces.list(caller, query),
  );
  router.handle(endpoints.createWorkspace, ({ caller, body }) =>
    workspaces.create(caller, body),
  );
  router.handle(endpoints.getWorkspace, async ({ workspace }) => workspace);
  router.handle(
    endpoints.updateWorkspace,
    ({ caller, params, body, precondition }) =>
      workspaces.update(caller, params.slug, body, precondition),
  );
  router.handle(
    endpoints.deleteWorkspace,
    async ({ caller, params, precondition }) => {
      await workspaces.delete(caller, params.slug, precondition);
      return undefined;
    },
  );
}
