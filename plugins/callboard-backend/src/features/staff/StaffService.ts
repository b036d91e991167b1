import {
  ChangeAction,
  NewStaffMember,
  StaffMember,
  StaffBulkAction,
  StaffPatch,
  StaffStatus,
  StaffTransfer,
} from '@callboard/plugin-callboard-common';
import { pick } from 'lodash';
import { RequestContext } from '../../access/Caller';
import { Change, Changes } from '../../changes/Changes';
import { FieldProblem, throwIfInvalid } from '../../http/errors';
import { ConditionalContext } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { CatalogUsers, UsersByEmail } from './CatalogUsers';
import { matchUsers } from './matchStaff';
import {
  buildStaffRow,
  getStaffChangeTime,
  patchStaff,
  StaffChangeTime,
  StaffWorkspace,
} from './patchStaff';
import { StaffChanges } from './StaffChanges';
import {
  checkStaff,
  findDayProblems,
  findDepartmentProblems,
} from './checkStaff';
import { fullViewer, toStaffResponse, StaffRow } from './StaffRow';
import { findStaffMembers, requireStaffMember } from './StaffStore';

/** The statuses that reactivation leaves unchanged. */
const workingStatuses: readonly StaffStatus[] = ['active', 'probation'];

/** A staff member, read under the lock of the organisation. */
interface LockedStaff {
  change: Change;
  before: StaffRow;
  today: string;
}

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
 * Every method that changes one existing person throws NotFoundError when the person does not
 * exist, PreconditionFailedError when the record has changed since the caller read it,
 * InvalidRequestError when a field is invalid, and ConflictError when the staff id or the user is
 * taken.
 */
export class StaffService {
  constructor(
    private readonly deps: {
      changes: Changes;
      staffIdLength: number;
      staffChanges: StaffChanges;
      memberships: MembershipService;
      users: CatalogUsers;
    },
  ) {}

  /**
   * Adds a staff member. If the input names no user, matches the catalog user with the same email
   * address.
   *
   * @throws InvalidRequestError when a field is invalid
   * @throws ConflictError when the staff id or the user is taken
   */
  async create(
    { caller, workspace }: RequestContext,
    input: NewStaffMember,
  ): Promise<StaffMember> {
    const { changes, memberships, staffChanges, staffIdLength } = this.deps;
    // Looked up before the transaction, which must not wait for the catalog.
    const users = await this.deps.users.findCandidates(input);
    return changes.run(caller, async change => {
      await memberships.lockOrganisation(change, workspace.id);
      const draft = buildStaffRow(
        workspace.id,
        input,
        getStaffChangeTime(change, workspace),
      );
      const user_ref =
        draft.user_ref ?? (await matchUser(change, draft, users));
      const after = { ...draft, user_ref };
      const pair = { before: null, after };
      await checkStaff(change.tx, staffIdLength, pair);
      await staffChanges.applyOne(change, workspace, pair);
      return toStaffResponse(after, fullViewer);
    });
  }

  /**
   * Updates a person. Records a new department as a transfer. If the person has no user and the
   * email address changes, matches a user by the new address, as `create` does.
   */
  async update(
    context: ConditionalContext,
    id: string,
    patch: StaffPatch,
  ): Promise<StaffMember> {
    const { email, user_ref } = patch;
    const users = await this.deps.users.findCandidates(patch);
    return this.applyUpdate(context, id, async ({ before, change }) => {
      const isUnmatched = before.user_ref === null && user_ref === undefined;
      const matchedRef =
        isUnmatched && email !== undefined && email !== before.email
          ? await matchUser(change, { ...before, email }, users)
          : null;
      return { patch: matchedRef ? { ...patch, user_ref: matchedRef } : patch };
    });
  }

  /** Moves a person to another department, on a day that is not in the future. */
  async transfer(
    context: ConditionalContext,
    id: string,
    { department_id, effective_date }: StaffTransfer,
  ): Promise<StaffMember> {
    return this.applyUpdate(context, id, ({ today }) => ({
      patch: { department_id },
      effective_date,
      problems: findDayProblems('body.effective_date', effective_date, today),
    }));
  }

  /**
   * Records that a person has left: today, or on a given day that is not in the future. A person
   * who has already resigned changes only if a day is given.
   */
  async deactivate(
    context: ConditionalContext,
    id: string,
    { date_of_leaving = null }: { date_of_leaving?: string | null } = {},
  ): Promise<StaffMember> {
    return this.applyUpdate(context, id, ({ before, today }) => {
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
   * Reactivates a person, with the access that their department currently gives. An active or
   * probationary person stays unchanged.
   */
  async reactivate(
    context: ConditionalContext,
    id: string,
  ): Promise<StaffMember> {
    return this.applyUpdate(context, id, ({ before }) => ({
      patch: workingStatuses.includes(before.employment_status)
        ? {}
        : { employment_status: 'active', date_of_leaving: null },
      action: 'reactivate',
    }));
  }

  async delete(context: ConditionalContext, id: string): Promise<void> {
    const { changes, staffChanges } = this.deps;
    await changes.run(context.caller, async change => {
      const before = await this.lock(change, context, id);
      await staffChanges.applyOne(change, context.workspace, {
        before,
        after: null,
      });
    });
  }

  /**
   * Runs an action on many people in one transaction; skips people whom it does not change.
   *
   * @throws InvalidRequestError when a person or the target department does not exist, or the day
   * is in the future
   */
  async changeMany(
    { caller, workspace }: RequestContext,
    input: StaffBulkAction,
  ): Promise<{ changed: number; unchanged: number }> {
    const { changes, memberships, staffChanges } = this.deps;
    return changes.run(caller, async change => {
      await memberships.lockOrganisation(change, workspace.id);
      const changeTime = getStaffChangeTime(change, workspace);
      const people = await findPeople(change, workspace, input, changeTime);
      const pairs = people
        .map(before => ({
          before,
          after: applyBulkAction(before, input, changeTime),
        }))
        .filter(({ before, after }) => after !== before);
      const counts = {
        changed: pairs.length,
        unchanged: people.length - pairs.length,
      };
      if (pairs.length > 0) {
        await staffChanges.applyMany(change, workspace, pairs, {
          action: `bulk_${input.action}`,
          metadata: counts,
          effective_date:
            input.action === 'transfer' ? input.effective_date : null,
        });
      }
      return counts;
    });
  }

  /** Applies an update to a person; writes nothing if no field changes. */
  private async applyUpdate(
    context: ConditionalContext,
    id: string,
    buildUpdate: (staff: LockedStaff) => StaffUpdate | Promise<StaffUpdate>,
  ): Promise<StaffMember> {
    const { changes, staffChanges, staffIdLength } = this.deps;
    const { caller, workspace } = context;
    return changes.run(caller, async change => {
      const before = await this.lock(change, context, id);
      const changeTime = getStaffChangeTime(change, workspace);
      const { today } = changeTime;
      const update = await buildUpdate({ change, before, today });
      const after = patchStaff(before, update.patch, changeTime);
      const pair = { before, after };
      await checkStaff(change.tx, staffIdLength, pair, update.problems);
      if (after !== before) {
        await staffChanges.applyOne(change, workspace, pair, update);
      }
      return toStaffResponse(after, fullViewer);
    });
  }

  private async lock(
    change: Change,
    { workspace, precondition }: ConditionalContext,
    id: string,
  ): Promise<StaffRow> {
    await this.deps.memberships.lockOrganisation(change, workspace.id);
    const row = await requireStaffMember(change.tx, workspace.id, id);
    precondition.check(row.version);
    return row;
  }
}

async function matchUser(
  { tx }: Change,
  person: StaffRow,
  users: UsersByEmail,
): Promise<string | null> {
  const matches = await matchUsers(tx, person.workspace_id, [person], users);
  return matches.get(person.id) ?? null;
}

/** Finds the people of a bulk action. Throws as `changeMany` does. */
async function findPeople(
  { tx }: Change,
  { id: workspace_id }: StaffWorkspace,
  input: StaffBulkAction,
  { today }: StaffChangeTime,
): Promise<StaffRow[]> {
  const people = await findStaffMembers(tx, workspace_id, input.ids);
  const foundIds = new Set(people.map(({ id }) => id));
  const problems = input.ids.flatMap((id, index) =>
    foundIds.has(id)
      ? []
      : [{ field: `body.ids[${index}]`, reason: 'does not exist' }],
  );
  if (input.action === 'transfer') {
    const { department_id, effective_date } = input;
    problems.push(
      ...(await findDepartmentProblems(tx, workspace_id, department_id)),
      ...findDayProblems('body.effective_date', effective_date, today),
    );
  }
  throwIfInvalid(problems);
  return people;
}

/**
 * Returns the person after the action: null for a deletion, the same object if nothing changes.
 */
function applyBulkAction(
  before: StaffRow,
  input: StaffBulkAction,
  changeTime: StaffChangeTime,
): StaffRow | null {
  if (input.action === 'delete') {
    return null;
  }
  const patch =
    input.action === 'transfer'
      ? pick(input, 'department_id')
      : pick(input, 'employment_status');
  return patchStaff(before, patch, changeTime);
}
