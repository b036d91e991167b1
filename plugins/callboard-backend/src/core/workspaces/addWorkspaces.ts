import { Kernel } from '../../kernel/createKernel';
import { MemberService } from '../members/MemberService';
import { WorkspaceService } from './WorkspaceService';
import { WorkspaceStore } from './WorkspaceStore';

/** The tenants, and the default one that always exists. */
export function addWorkspaces(
  { changes, config, knex }: Kernel,
  given: { members: MemberService },
): { service: WorkspaceService; store: WorkspaceStore } {
  const store = new WorkspaceStore(knex);
  const service = new WorkspaceService({ ...given, changes, store, config });
  return { service, store };
}
