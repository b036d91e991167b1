import { Kernel } from '../createKernel';
import { MemberService } from '../members/MemberService';
import { WorkspaceDirectory } from './WorkspaceDirectory';
import { WorkspaceService } from './WorkspaceService';
import { WorkspaceStore } from './WorkspaceStore';

/** Creates the services of workspaces. */
export function addWorkspaces(
  { changes, config, knex }: Kernel,
  members: MemberService,
): { workspaces: WorkspaceDirectory; workspaceService: WorkspaceService } {
  const store = new WorkspaceStore(knex);
  return {
    workspaces: new WorkspaceDirectory(store),
    workspaceService: new WorkspaceService({ members, changes, store, config }),
  };
}
