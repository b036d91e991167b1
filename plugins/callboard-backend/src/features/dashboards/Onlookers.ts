import { Knex } from 'knex';
import { Onlooker } from '../../access/Caller';
import { isKnownSuperAdmin } from '../../access/isKnownSuperAdmin';
import { PeopleService } from '../../core/people/PeopleService';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';

/** Finds people who are shown something without calling. */
export class Onlookers {
  constructor(
    private readonly deps: {
      knex: Knex;
      superAdmins: readonly string[];
      people: PeopleService;
      workspaces: WorkspaceDirectory;
    },
  ) {}

  /** Somebody as a workspace sees them; undefined for who is not in it. */
  async find(
    workspace_id: string,
    user_ref: string,
  ): Promise<Onlooker | undefined> {
    const { knex, superAdmins, people, workspaces } = this.deps;
    const workspace = await workspaces.findById(workspace_id);
    if (!workspace) {
      return undefined;
    }
    const is_super_admin = await isKnownSuperAdmin(knex, superAdmins, user_ref);
    const viewer = { user_ref, is_super_admin };
    const access = await workspaces.findSeen(viewer, workspace.slug);
    const { display_name } = await people.get(user_ref);
    return access && { ...access, caller: { user_ref, display_name } };
  }
}
