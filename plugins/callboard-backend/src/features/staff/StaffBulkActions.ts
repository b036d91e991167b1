import { StaffBulkAction } from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../access/Caller';
import { Change, Changes } from '../../changes/Changes';
import { throwIfInvalid } from '../../http/errors';
import { MembershipService } from '../memberships/MembershipService';
import {
  StaffChangeTime,
  getStaffChangeTime,
  StaffWorkspace,
  patchStaff,
} from './patchStaff';
import { StaffChanges } from './StaffChanges';
import { findDayProblems, findDepartmentProblems } from './checkStaff';
import { StaffRow } from './StaffRow';
import { findStaffMembers } from './StaffStore';

/** Runs one action on many people in one transaction. */
export class StaffBulkActions {
  constructor(
    private readonly deps: {
      changes: Changes;
      staffChanges: StaffChanges;
      memberships: MembershipService;
    },
  ) {}

  /**
   * Runs the action; skips people whom it does not change.
   *
   * @throws InvalidRequestError when a person or the target department does not exist, or the day is
   * invalid
   */
  async run(
    { caller, workspace }: RequestContext,
    input: StaffBulkAction,
  ): Promise<{ changed: number; unchanged: number }> {
    const { changes, memberships, staffChanges } = this.deps;
    return changes.run(caller, async change => {
      await memberships.lockOrganisation(change, workspace.id);
      const moment = getStaffChangeTime(change, workspace);
      const people = await findPeople(change, workspace, input, moment);
      const pairs = people
        .map(before => ({
          before,
          after: applyBulkAction(before, input, moment),
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
}

/** Finds the people of an action. Throws as `run` does. */
async function findPeople(
  { tx }: Change,
  { id: workspace_id }: StaffWorkspace,
  input: StaffBulkAction,
  { today }: StaffChangeTime,
): Promise<StaffRow[]> {
  const people = await findStaffMembers(tx, workspace_id, 'id', input.ids);
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
 * The person after the action: null if they are deleted, and the same object if nothing changes.
 */
function applyBulkAction(
  before: StaffRow,
  input: StaffBulkAction,
  moment: StaffChangeTime,
): StaffRow | null {
  switch (input.action) {
    case 'delete':
      return null;
    case 'transfer':
      return patchStaff(before, { department_id: input.department_id }, moment);
    default:
      return patchStaff(
        before,
        { employment_status: input.employment_status },
        moment,
      );
  }
}
