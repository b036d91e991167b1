import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { toWorkspaceResponse, WorkspaceService } from './WorkspaceService';
import { WorkspaceDirectory } from './WorkspaceDirectory';

export function bindWorkspaces(
  router: ContractRouter,
  workspaces: WorkspaceDirectory,
  workspaceService: WorkspaceService,
): void {
  router.handle(endpoints.listWorkspaces, async ({ caller, query }) => {
    const page = await workspaces.list(caller, query);
    const items = page.items.map(({ workspace, role }) =>
      toWorkspaceResponse(workspace, role),
    );
    return { ...page, items };
  });
  router.handle(endpoints.createWorkspace, ({ caller, body }) =>
    workspaceService.create(caller, body),
  );
  router.handle(endpoints.getWorkspace, async ({ workspace, role }) =>
    toWorkspaceResponse(workspace, role),
  );
  router.handle(endpoints.updateWorkspace, context =>
    workspaceService.update(
      context,
      context.params.slug,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteWorkspace, ({ caller, params, precondition }) =>
    workspaceService.delete(caller, params.slug, precondition),
  );
}
