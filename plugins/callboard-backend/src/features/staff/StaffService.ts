import {
  ChangeAction,
  NewStaffMember,
  StaffMember,
  StaffPatch,
  StaffStatus,
  StaffTransfer,
} from '@callboard/plugin-callboard-common';
import { Actor } from '../../kernel/actor';
import { Change, Changes } from '../../changes/Changes';
import { FieldProblem } from '../../http/errors';
import { Precondition } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { CatalogUsers, UsersByEmail } from './CatalogUsers';
import { matchUsers } from './StaffMatcher';
import {
  getStaffChangeTime,
  StaffWorkspace,
  buildStaffRow,
  patchStaff,
} from './patchStaff';
import { StaffChanges } from './StaffChanges';
import { StaffChecks, findDayProblems } from './StaffChecks';
import { fullViewer, toStaffResponse, StaffRow } from './StaffRow';
import { StaffStore } from './StaffStore';

/** The statuses that reactivation leaves unchanged. */
const workingStatuses: readonly StaffStatus[] = ['active', 'probation'];

/** The staff member to change, the actor, and the version the actor has read. */
interface StaffTarget {
  actor: Actor;
  workspace: StaffWorkspace;
  id: string;
  precondition: Precondition;
}

/** The staff member as read under the lock of the workspace. */
interface LockedStaff {
  change: Change;
  before: StaffRow;
  today: string;
}

/** The requested change. */
interface StaffUpdate {
  patch: StaffPatch;
  /** The name of the action; by default derived from the change. */
  action?: ChangeAction<'staff'>;
  effective_date?: string | null;
  /** The reasons to refuse the update. */
  problems?: FieldProblem[];
}

/**
 * Adds, updates and deletes staff members, under the lock of the organisation. Callers check
 * permissions.
 *
 * Each change of an existing person throws NotFoundError when the person does not exist,
 * PreconditionFailedError when the record has changed since the caller read it, InvalidRequestError
 * when a field is invalid, and ConflictError when the staff id or the user is taken.
 */
export class StaffService {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: StaffStore;
      checks: StaffChecks;
      staffChanges: StaffChanges;
      memberships: MembershipService;
      users: CatalogUsers;
    },
  ) {}

  /**
   * Adds a staff member. Without a user, matches the user of the catalog with the same email
   * address.
   *
   * @throws InvalidRequestError when a field is invalid
   * @throws ConflictError when the staff id or the user is taken
   */
  async create(
    actor: Actor,
    workspace: StaffWorkspace,
    input: NewStaffMember,
  ): Promise<StaffMember> {
    const { changes, memberships, checks, staffChanges } = this.deps;
    // Before the transaction, which must not wait for the catalog.
    const users = await this.deps.users.findCandidates(input);
    return changes.run(actor, async change => {
      await memberships.lockOrganisation(change, workspace.id);
      const draft = buildStaffRow(
        workspace.id,
        input,
        getStaffChangeTime(change, workspace),
      );
      const user_ref =
        draft.user_ref ?? (await this.match(change, draft, users));
      const after = { ...draft, user_ref };
      await checks.check(change.tx, null, after);
      await staffChanges.applyOne(change, workspace, { before: null, after });
      return toStaffResponse(after, fullViewer);
    });
  }

  /** Updates a person. A new department is recorded as a transfer. */
  async update(
    actor: Actor,
    workspace: StaffWorkspace,
    id: string,
    patch: StaffPatch,
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const { email, user_ref } = patch;
    const users = await this.deps.users.findCandidates(patch);
    const target = { actor, workspace, id, precondition };
    return this.applyUpdate(target, async ({ before, change }) => {
      const isUnmatched = before.user_ref === null && user_ref === undefined;
      const matchedRef =
        isUnmatched && email !== undefined && email !== before.email
          ? await this.match(change, { ...before, email }, users)
          : null;
      return { patch: matchedRef ? { ...patch, user_ref: matchedRef } : patch };
    });
  }

  /** Moves a person to another department, on a day that is not in the future. */
  async transfer(
    actor: Actor,
    workspace: StaffWorkspace,
    id: string,
    { department_id, effective_date }: StaffTransfer,
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const target = { actor, workspace, id, precondition };
    return this.applyUpdate(target, ({ today }) => ({
      patch: { department_id },
      effective_date,
      problems: findDayProblems('body.effective_date', effective_date, today),
    }));
  }

  /**
   * Records that a person has left: today, or on a given day that is not in the future. A person who
   * has already resigned changes only if a day is given.
   */
  async deactivate(
    actor: Actor,
    workspace: StaffWorkspace,
    id: string,
    { date_of_leaving = null }: { date_of_leaving?: string | null } = {},
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const target = { actor, workspace, id, precondition };
    return this.applyUpdate(target, ({ before, today }) => {
      const problems = findDayProblems(
        'body.date_of_leaving',
        date_of_leaving,
        today,
      );
      return before.employment_status === 'resigned'
        ? { patch: date_of_leaving ? { date_of_leaving } : {}, problems }
        : {
            patch: { employment_status: 'resigned', date_of_leaving },
            action: 'deactivate',
            problems,
          };
    });
  }

  /**
   * Reactivates a person, with the access that their department currently gives. A working person
   * stays unchanged.
   */
  async reactivate(
    actor: Actor,
    workspace: StaffWorkspace,
    id: string,
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const target = { actor, workspace, id, precondition };
    return this.applyUpdate(target, ({ before }) => ({
      patch: workingStatuses.includes(before.employment_status)
        ? {}
        : { employment_status: 'active', date_of_leaving: null },
      action: 'reactivate',
    }));
  }

  /** Deletes a person. */
  async delete(
    actor: Actor,
    workspace: StaffWorkspace,
    id: string,
    precondition = Precondition.none,
  ): Promise<void> {
    const { changes, staffChanges } = this.deps;
    const target = { actor, workspace, id, precondition };
    await changes.run(actor, async change => {
      const before = await this.lock(change, target);
      await staffChanges.applyOne(change, workspace, { before, after: null });
    });
  }

  /** Applies an update to a person; writes nothing if no field changes. */
  private async applyUpdate(
    target: StaffTarget,
    buildUpdate: (staff: LockedStaff) => StaffUpdate | Promise<StaffUpdate>,
  ): Promise<StaffMember> {
    const { changes, checks, staffChanges } = this.deps;
    const { actor, workspace } = target;
    return changes.run(actor, async change => {
      const before = await this.lock(change, target);
      const moment = getStaffChangeTime(change, workspace);
      const { today } = moment;
      const update = await buildUpdate({ change, before, today });
      const after = patchStaff(before, update.patch, moment);
      await checks.check(change.tx, before, after, update.problems);
      if (after !== before) {
        const pair = { before, after };
        await staffChanges.applyOne(change, workspace, pair, update);
      }
      return toStaffResponse(after, fullViewer);
    });
  }

  private async lock(
    change: Change,
    { workspace, id, precondition }: StaffTarget,
  ): Promise<StaffRow> {
    const { memberships, store } = this.deps;
    await memberships.lockOrganisation(change, workspace.id);
    const row = await store.require(change.tx, workspace.id, id);
    precondition.check(row.version);
    return row;
  }

  private async match(
    { tx }: Change,
    person: StaffRow,
    users: UsersByEmail,
  ): Promise<string | null> {
    const { workspace_id, id } = person;
    const { store } = this.deps;
    const matches = await matchUsers(tx, store, workspace_id, [person], users);
    return matches.get(id) ?? null;
  }
}
