import { Kernel } from '../../kernel/createKernel';
import { MemberService } from '../members/MemberService';
import { WorkspaceService } from './WorkspaceService';
import { WorkspaceStore } from './WorkspaceStore';

/** The tenants, and the default one that always exists. */
export function addWorkspaces(
  { changes, config, knex }: Kernel,
  members: MemberService,
): WorkspaceService {
  const store = new WorkspaceStore(knex);
  return new WorkspaceService({ members, changes, store, config });
}
