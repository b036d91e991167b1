import { groupBy } from 'lodash';
import { Change } from '../../../changes/Changes';
import { WorkspaceDependants } from '../../../core/workspaces/WorkspaceService';
import { MembershipService } from '../../memberships/MembershipService';
import {
  linkTable,
  listLinkingWorkspaces,
  listWorkspaceLinks,
} from './DepartmentLinkStore';
import { recordLinkChange } from './DepartmentLinks';

/** The links from and to a workspace that is being deleted. */
export class WorkspaceLinks implements WorkspaceDependants {
  constructor(
    private readonly deps: {
      memberships: MembershipService;
    },
  ) {}

  /**
   * Locks a workspace and the workspaces that are linked from or to it, for the change that deletes
   * the workspace.
   *
   * @throws NotFoundError when one of these workspaces has just been deleted
   */
  async lockDependants(change: Change, workspace_id: string): Promise<void> {
    const { memberships } = this.deps;
    const readLinkingIds = () => listLinkingWorkspaces(change.tx, workspace_id);
    const linkingIds = await readLinkingIds();
    await memberships.lockOrganisation(change, workspace_id, linkingIds);
    // Transactions that had the locks before may have added links; later transactions cannot.
    const addedIds = (await readLinkingIds()).filter(
      id => !linkingIds.includes(id),
    );
    if (addedIds.length > 0) {
      await memberships.lockOrganisation(change, workspace_id, addedIds);
    }
  }

  /** Ends the links and the access they give, within the change. */
  async deleteAll(change: Change, workspace_id: string): Promise<void> {
    const links = await listWorkspaceLinks(change.tx, workspace_id);
    await linkTable.softDelete(
      change.tx,
      links.map(({ link }) => link.id),
      change.now,
    );
    for (const { department, link } of links) {
      recordLinkChange(
        change,
        department,
        { before: link, after: null },
        // In the log of the deleted workspace, the entry is a detail of the deletion. In the log of
        // another workspace, the entry stands alone.
        { detail: department.workspace_id === workspace_id },
      );
    }
    const linksByWorkspace = groupBy(
      links,
      ({ department }) => department.workspace_id,
    );
    // One recomputation for each linking workspace: few workspaces link to the same workspace.
    for (const [departmentWorkspaceId, endedLinks] of Object.entries(
      linksByWorkspace,
    )) {
      await this.deps.memberships.recompute(change, departmentWorkspaceId, {
        link_ids: endedLinks.map(({ link }) => link.id),
      });
    }
  }
}
