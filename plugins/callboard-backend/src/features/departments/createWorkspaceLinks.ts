import { Kernel } from '../../kernel/createKernel';
import { MembershipService } from '../memberships/MembershipService';
import { DepartmentLinkStore } from './DepartmentLinkStore';
import { WorkspaceLinks } from './WorkspaceLinks';

/** The links of workspaces, which need them before there are departments. */
export function createWorkspaceLinks(
  { knex }: Pick<Kernel, 'knex'>,
  memberships: MembershipService,
): WorkspaceLinks {
  const store = new DepartmentLinkStore(knex);
  return new WorkspaceLinks({ store, memberships });
}
