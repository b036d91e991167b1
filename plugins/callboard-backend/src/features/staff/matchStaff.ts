import { Knex } from 'knex';
import { callboardActor } from '../../kernel/actor';
import { Change } from '../../changes/Changes';
import { Core } from '../../core/Core';
import { MembershipService } from '../memberships/MembershipService';
import { CatalogUsers, UsersByEmail } from './CatalogUsers';
import { getStaffChangeTime, StaffWorkspace, patchStaff } from './patchStaff';
import { StaffChanges } from './StaffChanges';
import { StaffChange, StaffRow } from './StaffRow';
import {
  findStaffByUsers,
  findStaffMembers,
  selectWorkspaceStaff,
} from './StaffStore';

interface MatchDeps extends Pick<Core, 'knex' | 'changes'> {
  staffChanges: StaffChanges;
  memberships: MembershipService;
  users: CatalogUsers;
}

/**
 * Matches all unmatched staff to catalog users, because a user may be added to the catalog after
 * the staff member. Runs one transaction for each workspace with matches.
 */
export async function matchAllStaff(deps: MatchDeps): Promise<void> {
  const { knex, changes, memberships, users } = deps;
  for (const workspace of await listWorkspacesWithUnmatchedStaff(knex)) {
    const people = await listUnmatchedStaff(knex, workspace.id);
    const usersByEmail = await users.findByEmails(
      people.map(({ email }) => email),
    );
    // Usually nobody matches, and no transaction is needed.
    if ((await findMatches(knex, workspace, usersByEmail)).size > 0) {
      await changes.run(callboardActor, async change => {
        await memberships.lockOrganisation(change, workspace.id);
        await applyMatches(deps, change, workspace, usersByEmail);
      });
    }
  }
}

async function applyMatches(
  { staffChanges }: MatchDeps,
  change: Change,
  workspace: StaffWorkspace,
  usersByEmail: UsersByEmail,
): Promise<void> {
  const { tx } = change;
  const matches = await findMatches(tx, workspace, usersByEmail);
  const people = await findStaffMembers(tx, workspace.id, [...matches.keys()]);
  const changeTime = getStaffChangeTime(change, workspace);
  const pairs: StaffChange[] = people.map(before => ({
    before,
    after: patchStaff(before, { user_ref: matches.get(before.id) }, changeTime),
  }));
  const action = 'match';
  if (pairs.length === 1) {
    await staffChanges.applyOne(change, workspace, pairs[0], { action });
  } else if (pairs.length > 1) {
    await staffChanges.applyMany(change, workspace, pairs, {
      action,
      detailAction: action,
      metadata: { matched: pairs.length },
    });
  }
}

async function findMatches(
  knex: Knex,
  { id }: StaffWorkspace,
  usersByEmail: UsersByEmail,
): Promise<Map<string, string>> {
  const people = await listUnmatchedStaff(knex, id);
  return matchUsers(knex, id, people, usersByEmail);
}

/** Lists the staff without a catalog user, in the order in which they were added. */
async function listUnmatchedStaff(
  knex: Knex,
  workspace_id: string,
): Promise<Array<Pick<StaffRow, 'id' | 'email'>>> {
  return selectWorkspaceStaff(knex, workspace_id)
    .whereNull('user_ref')
    .select('id', 'email')
    .orderBy('id');
}

/** Lists the workspaces with unmatched staff. */
async function listWorkspacesWithUnmatchedStaff(
  knex: Knex,
): Promise<StaffWorkspace[]> {
  return knex('workspaces')
    .select('id', 'timezone')
    .whereNull('deleted_at')
    .whereExists(
      knex('staff')
        .select('staff.id')
        .whereRaw('staff.workspace_id = workspaces.id')
        .whereNull('staff.deleted_at')
        .whereNull('staff.user_ref'),
    )
    .orderBy('id');
}

/**
 * Matches unmatched staff members to users by email address. Does not match by name, because names
 * are not unique. Skips users who are already matched. If several people have the same address,
 * matches only the first of them.
 *
 * @returns user references, by the ids of the people
 */
export async function matchUsers(
  knex: Knex,
  workspace_id: string,
  people: ReadonlyArray<Pick<StaffRow, 'id' | 'email'>>,
  users: UsersByEmail,
): Promise<Map<string, string>> {
  const matches = new Map<string, string>();
  if (users.size === 0) {
    return matches;
  }
  const user_refs = people
    .map(({ email }) => users.get(email.toLowerCase()))
    .filter(ref => ref !== undefined);
  const matchedStaff = await findStaffByUsers(knex, workspace_id, user_refs);
  const matchedRefs = new Set(matchedStaff.map(({ user_ref }) => user_ref));
  for (const { id, email } of people) {
    const user_ref = users.get(email.toLowerCase());
    if (user_ref && !matchedRefs.has(user_ref)) {
      matchedRefs.add(user_ref);
      matches.set(id, user_ref);
    }
  }
  return matches;
}
