import { groupBy } from 'lodash';
import { Change } from '../../../changes/Changes';
import { WorkspaceDependants } from '../../../core/workspaces/WorkspaceDependants';
import { MembershipService } from '../../memberships/MembershipService';
import { DepartmentLinkStore } from './DepartmentLinkStore';
import { recordLinkChange } from './recordLinkChange';

/** The links from and to a workspace that is being deleted. */
export class WorkspaceLinks implements WorkspaceDependants {
  constructor(
    private readonly deps: {
      store: DepartmentLinkStore;
      memberships: MembershipService;
    },
  ) {}

  /**
   * Locks the workspaces that are linked from or to a workspace, for the change that deletes it.
   *
   * @throws NotFoundError when one of them has just been deleted
   */
  async begin(change: Change, workspace_id: string): Promise<void> {
    const { store, memberships } = this.deps;
    const listLinkingWorkspaces = () =>
      store.listLinking(change.tx, workspace_id);
    const known = await listLinkingWorkspaces();
    await memberships.lockOrganisation(change, workspace_id, known);
    // Transactions that we waited for may have added links; later ones cannot.
    const added = (await listLinkingWorkspaces()).filter(
      id => !known.includes(id),
    );
    if (added.length > 0) {
      await memberships.lockOrganisation(change, workspace_id, added);
    }
  }

  /** Ends the links and the access they give, within the change. */
  async endAll(change: Change, workspace_id: string): Promise<void> {
    const { store, memberships } = this.deps;
    const links = await store.listAround(change.tx, workspace_id);
    await store.end(
      change.tx,
      links.map(({ link }) => link.id),
      change.now,
    );
    for (const { department, link } of links) {
      recordLinkChange(
        change,
        department,
        { before: link, after: null },
        // In the other workspace it is an activity entry of its own; here it is a detail of the
        // deletion.
        { detail: department.workspace_id === workspace_id },
      );
    }
    const byOrigin = groupBy(
      links,
      ({ department }) => department.workspace_id,
    );
    // One recomputation per linked workspace, of which there are few.
    for (const [origin, ended] of Object.entries(byOrigin)) {
      await memberships.recompute(change, origin, {
        link_ids: ended.map(({ link }) => link.id),
      });
    }
  }
}
