import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { lowerAscii } from '../../database/lowerAscii';
import { FieldProblem } from '../../http/errors';
import { throwIfInvalid } from '../../http/throwIfInvalid';
import { DepartmentService } from '../departments/DepartmentService';
import { findStaffProblems } from './findStaffProblems';
import { StaffRow } from './StaffRow';
import { StaffStore } from './StaffStore';

/** Checks staff members before they are written. */
export class StaffChecks {
  constructor(
    private readonly deps: {
      store: StaffStore;
      departments: DepartmentService;
      staffIdLength: number;
    },
  ) {}

  /**
   * Checks the new state of a person, under the lock of the workspace.
   *
   * @param found - problems that are already known
   * @throws InvalidRequestError when a field of the body is invalid
   * @throws ConflictError when another person has the staff id or the user
   */
  async check(
    tx: Knex.Transaction,
    before: StaffRow | null,
    after: StaffRow,
    found: readonly FieldProblem[] = [],
  ): Promise<void> {
    const { workspace_id, department_id } = after;
    const isMove = department_id && department_id !== before?.department_id;
    const problems = findStaffProblems(before, after, this.deps.staffIdLength);
    throwIfInvalid([
      ...found,
      ...problems.map(({ field, reason }) => ({
        field: `body.${field}`,
        reason,
      })),
      ...(isMove
        ? await this.findDepartmentProblems(tx, workspace_id, department_id)
        : []),
    ]);
    await this.requireUnique(tx, after);
  }

  /** Reports why people cannot be assigned to a department. */
  async findDepartmentProblems(
    tx: Knex.Transaction,
    workspace_id: string,
    department_id: string,
  ): Promise<FieldProblem[]> {
    const { departments } = this.deps;
    return (await departments.find(tx, workspace_id, department_id))
      ? []
      : [
          {
            field: 'body.department_id',
            reason: 'there is no such department',
          },
        ];
  }

  private async requireUnique(
    tx: Knex.Transaction,
    { id, workspace_id, staff_id, user_ref }: StaffRow,
  ): Promise<void> {
    const holders = await this.deps.store.findKeyHolders(tx, workspace_id, {
      staff_ids: [staff_id],
      user_refs: user_ref ? [user_ref] : [],
    });
    const others = holders.filter(holder => holder.id !== id);
    const taken = [
      ...(others.some(
        holder => lowerAscii(holder.staff_id) === lowerAscii(staff_id),
      )
        ? [`staff_id ${staff_id}`]
        : []),
      ...(user_ref && others.some(holder => holder.user_ref === user_ref)
        ? [`user_ref ${user_ref}`]
        : []),
    ];
    if (taken.length > 0) {
      throw new ConflictError(
        `Already used by another person: ${taken.join(', ')}`,
      );
    }
  }
}
