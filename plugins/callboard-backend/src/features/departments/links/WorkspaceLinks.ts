import { groupBy } from 'lodash';
import { Change } from '../../../changes/Changes';
import { WorkspaceDependants } from '../../../core/workspaces/WorkspaceDependants';
import { MembershipService } from '../../memberships/MembershipService';
import { DepartmentLinkStore } from './DepartmentLinkStore';
import { recordLink } from './recordLink';

/** The links from and to a workspace that is about to go. */
export class WorkspaceLinks implements WorkspaceDependants {
  constructor(
    private readonly deps: {
      store: DepartmentLinkStore;
      memberships: MembershipService;
    },
  ) {}

  /**
   * Opens the change that deletes a workspace: to all that is linked with it,
   * one way or the other, others wait until this one ends.
   *
   * @throws NotFoundError when one of them has just been deleted
   */
  async begin(change: Change, workspace_id: string): Promise<void> {
    const { store, memberships } = this.deps;
    const linking = () => store.listLinking(change.tx, workspace_id);
    const known = await linking();
    await memberships.begin(change, workspace_id, known);
    // Whom we waited for may have linked to it since; nobody does now.
    const added = (await linking()).filter(id => !known.includes(id));
    if (added.length > 0) {
      await memberships.begin(change, workspace_id, added);
    }
  }

  /** Ends the links, and what they give, within the change that was begun. */
  async endAll(change: Change, workspace_id: string): Promise<void> {
    const { store, memberships } = this.deps;
    const links = await store.listAround(change.tx, workspace_id);
    await store.end(
      change.tx,
      links.map(({ link }) => link.id),
      change.now,
    );
    for (const { department, link } of links) {
      recordLink(
        change,
        department,
        { before: link, after: null },
        // Elsewhere it is what happened; here it is part of the deletion.
        { detail: department.workspace_id === workspace_id },
      );
    }
    const byOrigin = groupBy(
      links,
      ({ department }) => department.workspace_id,
    );
    // As many turns as workspaces are linked with it, which are few.
    for (const [origin, ended] of Object.entries(byOrigin)) {
      await memberships.recompute(change, origin, {
        link_ids: ended.map(({ link }) => link.id),
      });
    }
  }
}
