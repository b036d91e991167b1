import {
  NewStaffMember,
  StaffMember,
  StaffPatch,
} from '@callboard/plugin-callboard-common';
import { Actor } from '../../access/actor';
import { Change, Changes } from '../../changes/Changes';
import { Precondition } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { PeopleService } from '../../core/people/PeopleService';
import { CatalogUsers, UsersByMail } from './CatalogUsers';
import { matchUsers } from './matchUsers';
import { momentOf } from './momentOf';
import { newStaff } from './patchStaff';
import { StaffChanges } from './StaffChanges';
import { StaffChecks } from './StaffChecks';
import { StaffEditor } from './StaffEditor';
import { everything, staffOnWire } from './staffOnWire';
import { StaffRow } from './StaffRow';
import { StaffStore } from './StaffStore';
import { Workplace } from './Workplace';

/** Adds, changes and deletes one staff member; who calls may do that. */
export class StaffService {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: StaffStore;
      checks: StaffChecks;
      staffChanges: StaffChanges;
      editor: StaffEditor;
      memberships: MembershipService;
      users: CatalogUsers;
      people: PeopleService;
    },
  ) {}

  /**
   * Adds somebody to the staff. Without a user they are matched with the user
   * of the catalog that has their mail address.
   *
   * @throws InvalidRequestError when a field cannot be
   * @throws ConflictError when the staff id or the user is taken
   */
  async create(
    actor: Actor,
    workplace: Workplace,
    input: NewStaffMember,
  ): Promise<StaffMember> {
    const { changes, memberships, checks, staffChanges } = this.deps;
    // Looked up before the transaction, which must not wait for the catalog.
    const users = await this.lookUp(input);
    return changes.run(actor, async change => {
      await memberships.begin(change, workplace.id);
      const given = newStaff(workplace.id, input, momentOf(change, workplace));
      const user_ref =
        given.user_ref ?? (await this.match(change, given, users));
      const after = { ...given, user_ref };
      await checks.check(change.tx, null, after);
      await staffChanges.applyOne(change, workplace, { before: null, after });
      return staffOnWire(after, everything);
    });
  }

  /**
   * Changes somebody; another department is a transfer.
   *
   * @throws as `StaffEditor.change` does
   */
  async update(
    actor: Actor,
    workplace: Workplace,
    id: string,
    patch: StaffPatch,
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const { email, user_ref } = patch;
    const users = await this.lookUp(patch);
    const target = { actor, workplace, id, precondition };
    return this.deps.editor.change(target, async ({ before, change }) => {
      const isUnmatched = before.user_ref === null && user_ref === undefined;
      const match =
        isUnmatched && email !== undefined && email !== before.email
          ? await this.match(change, { ...before, email }, users)
          : null;
      return { patch: match ? { ...patch, user_ref: match } : patch };
    });
  }

  /**
   * Deletes somebody.
   *
   * @throws as `StaffEditor.delete` does
   */
  async delete(
    actor: Actor,
    workplace: Workplace,
    id: string,
    precondition = Precondition.none,
  ): Promise<void> {
    await this.deps.editor.delete({ actor, workplace, id, precondition });
  }

  /** The users who may be somebody without one, by their mail address. */
  private async lookUp({
    user_ref,
    email,
  }: Pick<StaffPatch, 'user_ref' | 'email'>): Promise<UsersByMail> {
    const { people, users } = this.deps;
    if (user_ref) {
      // They may become a member, who is shown by name.
      await people.get(user_ref);
      return new Map();
    }
    return email === undefined ? new Map() : users.byMail([email]);
  }

  private async match(
    { tx }: Change,
    person: StaffRow,
    users: UsersByMail,
  ): Promise<string | null> {
    const { workspace_id, id } = person;
    const { store } = this.deps;
    const matches = await matchUsers(tx, store, workspace_id, [person], users);
    return matches.get(id) ?? null;
  }
}
