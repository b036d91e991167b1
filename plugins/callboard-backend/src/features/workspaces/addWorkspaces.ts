import { Kernel } from '../../kernel/createKernel';
import { MemberService } from '../members/MemberService';
import { WorkspaceService } from './WorkspaceService';
import { WorkspaceStore } from './WorkspaceStore';

/** The tenants, and the default one that always exists. */
export function addWorkspaces(
  { changes, config, knex, visibleTypes }: Kernel,
  members: MemberService,
): { service: WorkspaceService; store: WorkspaceStore } {
  visibleTypes.add('workspace');
  const store = new WorkspaceStore(knex);
  const service = new WorkspaceService({ changes, store, members, config });
  return { service, store };
}
