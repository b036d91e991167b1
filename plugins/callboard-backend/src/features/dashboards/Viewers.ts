import { Knex } from 'knex';
import { AbsentPeople } from '../../core/people/AbsentPeople';
import { Viewer } from '../../access/Caller';
import { isKnownSuperAdmin } from '../../access/Ownership';
import { PeopleService } from '../../core/people/PeopleService';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';

/** Finds the viewers of data that is sent without a request, such as emails. */
export class Viewers {
  constructor(
    private readonly deps: {
      knex: Knex;
      superAdmins: readonly string[];
      people: PeopleService;
      workspaces: WorkspaceDirectory;
      absentPeople: Pick<AbsentPeople, 'filterKnownUsers'>;
    },
  ) {}

  /**
   * Looks up several people in the catalog at once, and caches the result for `find`.
   *
   * @throws ServiceUnavailableError when the catalog does not respond
   */
  async prefetch(user_refs: readonly string[]): Promise<void> {
    await this.deps.absentPeople.filterKnownUsers(user_refs);
  }

  /**
   * Returns a person as a viewer in a workspace; undefined if they have no access to the workspace,
   * or are not in the catalog.
   *
   * @throws ServiceUnavailableError when the catalog does not respond
   */
  async find(
    workspace_id: string,
    user_ref: string,
  ): Promise<Viewer | undefined> {
    const { knex, superAdmins, people, workspaces, absentPeople } = this.deps;
    const workspace = await workspaces.findById(workspace_id);
    const known = await absentPeople.filterKnownUsers([user_ref]);
    if (!workspace || !known.has(user_ref)) {
      return undefined;
    }
    const is_super_admin = await isKnownSuperAdmin(knex, superAdmins, user_ref);
    const viewer = { user_ref, is_super_admin };
    const access = await workspaces.findVisible(viewer, workspace.slug);
    const { display_name } = await people.get(user_ref);
    return access && { ...access, caller: { user_ref, display_name } };
  }
}
