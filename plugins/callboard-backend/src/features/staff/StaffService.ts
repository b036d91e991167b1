import { NotFoundError } from '@backstage/errors';
import {
  NewStaffMember,
  StaffMember,
  StaffPatch,
  StaffTransfer,
} from '@callboard/plugin-callboard-common';
import { Actor } from '../../access/actor';
import { Change, Changes } from '../../changes/Changes';
import { FieldProblem } from '../../http/errors';
import { Precondition } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { PeopleService } from '../people/PeopleService';
import { CatalogUsers, UsersByMail } from './CatalogUsers';
import { matchUsers } from './matchUsers';
import { momentOf } from './momentOf';
import { newStaff, patchStaff } from './patchStaff';
import { problemsOfDay } from './problemsOfDay';
import { StaffChanges } from './StaffChanges';
import { StaffChecks } from './StaffChecks';
import { everything, staffOnWire } from './staffOnWire';
import { StaffRow } from './StaffRow';
import { StaffStore } from './StaffStore';
import { Workplace } from './Workplace';

/** What somebody is to become. */
interface Wanted {
  patch: StaffPatch;
  /** What it is called; by default what the change is. */
  action?: string;
  effective_date?: string | null;
  /** Why it cannot be. */
  problems?: FieldProblem[];
}

/** What is decided upon, under the lock of the workspace. */
interface State {
  change: Change;
  before: StaffRow;
  today: string;
}

/** Changes to one staff member; who calls may make them. */
export class StaffService {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: StaffStore;
      checks: StaffChecks;
      staffChanges: StaffChanges;
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
   * @throws NotFoundError when they are not there
   * @throws PreconditionFailedError when they are not what the caller read
   * @throws InvalidRequestError when a field cannot be
   * @throws ConflictError when the staff id or the user is taken
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
    return this.change(actor, workplace, id, precondition, async state => {
      const { before, change } = state;
      const isUnmatched = before.user_ref === null && user_ref === undefined;
      const match =
        isUnmatched && email !== undefined && email !== before.email
          ? await this.match(change, { ...before, email }, users)
          : null;
      return { patch: match ? { ...patch, user_ref: match } : patch };
    });
  }

  /**
   * Moves somebody to another department.
   *
   * @throws as `update` does, and InvalidRequestError for a day to come
   */
  async transfer(
    actor: Actor,
    workplace: Workplace,
    id: string,
    { department_id, effective_date }: StaffTransfer,
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    return this.change(actor, workplace, id, precondition, ({ today }) => ({
      patch: { department_id },
      effective_date,
      problems: problemsOfDay('effective_date', effective_date, today),
    }));
  }

  /**
   * Notes that somebody has left, today unless another day is given. Who has
   * resigned already stays as they are.
   *
   * @throws as `update` does, and InvalidRequestError for a day to come
   */
  async deactivate(
    actor: Actor,
    workplace: Workplace,
    id: string,
    { date_of_leaving = null }: { date_of_leaving?: string | null } = {},
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const patch = { employment_status: 'resigned', date_of_leaving } as const;
    return this.change(actor, workplace, id, precondition, state => ({
      patch: state.before.employment_status === 'resigned' ? {} : patch,
      action: 'deactivate',
      problems: problemsOfDay('date_of_leaving', date_of_leaving, state.today),
    }));
  }

  /**
   * Brings somebody back, with what their department gives today.
   *
   * @throws as `update` does
   */
  async reactivate(
    actor: Actor,
    workplace: Workplace,
    id: string,
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const patch = {
      employment_status: 'active',
      date_of_leaving: null,
    } as const;
    return this.change(actor, workplace, id, precondition, ({ before }) => ({
      patch: before.employment_status === 'active' ? {} : patch,
      action: 'reactivate',
    }));
  }

  /**
   * Deletes somebody.
   *
   * @throws NotFoundError when they are not there
   * @throws PreconditionFailedError when they are not what the caller read
   */
  async delete(
    actor: Actor,
    workplace: Workplace,
    id: string,
    precondition = Precondition.none,
  ): Promise<void> {
    const { changes, staffChanges } = this.deps;
    await changes.run(actor, async change => {
      const before = await this.lock(change, workplace, id, precondition);
      await staffChanges.applyOne(change, workplace, { before, after: null });
    });
  }

  /** Makes somebody what they are to become; does nothing when they are. */
  private async change(
    actor: Actor,
    workplace: Workplace,
    id: string,
    precondition: Precondition,
    decide: (state: State) => Wanted | Promise<Wanted>,
  ): Promise<StaffMember> {
    const { changes, checks, staffChanges } = this.deps;
    return changes.run(actor, async change => {
      const before = await this.lock(change, workplace, id, precondition);
      const moment = momentOf(change, workplace);
      const { today } = moment;
      const wanted = await decide({ change, before, today });
      const after = patchStaff(before, wanted.patch, moment);
      await checks.check(change.tx, before, after, wanted.problems);
      if (after !== before) {
        const pair = { before, after };
        await staffChanges.applyOne(change, workplace, pair, wanted);
      }
      return staffOnWire(after, everything);
    });
  }

  private async lock(
    change: Change,
    workplace: Workplace,
    id: string,
    precondition: Precondition,
  ): Promise<StaffRow> {
    const { memberships, store } = this.deps;
    await memberships.begin(change, workplace.id);
    const row = await store.find(change.tx, workplace.id, { id });
    if (!row) {
      throw new NotFoundError(`There is no staff member ${id}`);
    }
    precondition.check(row.version);
    return row;
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
