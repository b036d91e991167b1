import { Kernel } from '../../kernel/createKernel';
import { WorkspaceLinks } from '../departments/WorkspaceLinks';
import { MemberService } from '../members/MemberService';
import { WorkspaceService } from './WorkspaceService';
import { WorkspaceStore } from './WorkspaceStore';

/** The tenants, and the default one that always exists. */
export function addWorkspaces(
  { changes, config, knex }: Kernel,
  given: { members: MemberService; links: WorkspaceLinks },
): { service: WorkspaceService; store: WorkspaceStore } {
  const store = new WorkspaceStore(knex);
  const service = new WorkspaceService({ ...given, changes, store, config });
  return { service, store };
}
