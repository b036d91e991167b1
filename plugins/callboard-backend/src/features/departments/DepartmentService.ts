import {
  Department,
  DepartmentPatch,
  MovePreview,
  NewDepartment,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isNil, omitBy } from 'lodash';
import { Actor } from '../../kernel/actor';
import { Changes } from '../../changes/Changes';
import { Precondition } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { PeopleService } from '../../core/people/PeopleService';
import { DepartmentChanges, toDepartmentActivity } from './DepartmentChanges';
import {
  createBlankDepartment,
  toDepartmentResponse,
  DepartmentRow,
  readDepartmentNames,
  departmentTable,
} from './DepartmentRow';
import { DepartmentRules } from './DepartmentRules';
import { DepartmentCodes } from './DepartmentCodes';
import { DepartmentStore } from './DepartmentStore';
import { shiftLevels } from './departmentTree';
import { toNextVersion } from '../../database/Table';

/** Creates, updates and moves departments, and provides them to other features. */
export class DepartmentService {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: DepartmentStore;
      departmentChanges: DepartmentChanges;
      rules: DepartmentRules;
      memberships: MembershipService;
      people: PeopleService;
    },
  ) {}

  /** Finds a department of a workspace. */
  async find(
    knex: Knex,
    workspace_id: string,
    id: string,
  ): Promise<DepartmentRow | undefined> {
    return this.deps.store.find(knex, workspace_id, id);
  }

  /**
   * Returns a department of a workspace.
   *
   * @throws NotFoundError when it does not exist
   */
  async require(
    knex: Knex,
    workspace_id: string,
    id: string,
  ): Promise<DepartmentRow> {
    return this.deps.store.require(knex, workspace_id, id);
  }

  /** Lists the codes that files use for the departments of a workspace. */
  async listCodes(
    knex: Knex,
    workspace_id: string,
  ): Promise<DepartmentCodes[]> {
    return this.deps.store.listCodes(knex, workspace_id);
  }

  /**
   * Creates a department.
   *
   * @throws InvalidRequestError for an invalid type or parent
   * @throws ConflictError when one of its codes is taken
   */
  async create(
    actor: Actor,
    workspace_id: string,
    input: NewDepartment,
  ): Promise<Department> {
    const { changes, memberships, rules } = this.deps;
    const manager_name = await this.readManagerName(input.manager_ref);
    return changes.run(actor, async change => {
      await memberships.lockOrganisation(change, workspace_id);
      const department = await rules.checkAndDeriveLevel(change.tx, {
        ...createBlankDepartment(workspace_id, change.now),
        // In the input, null means the same as an absent field.
        ...omitBy(input, isNil),
        manager_name,
      });
      await departmentTable.insert(change.tx, [department]);
      const names = await readDepartmentNames(change.tx, [
        department.parent_id,
      ]);
      change.record({ ...toDepartmentActivity(null, department), names });
      return toDepartmentResponse(department);
    });
  }

  /**
   * Updates a department. If its parent changes, its descendants move with it.
   *
   * @throws NotFoundError when it does not exist
   * @throws PreconditionFailedError when it differs from what the caller read
   * @throws InvalidRequestError for an invalid type or parent
   * @throws ConflictError when one of its codes is taken
   */
  async update(
    actor: Actor,
    workspace_id: string,
    id: string,
    patch: DepartmentPatch,
    precondition = Precondition.none,
  ): Promise<Department> {
    const { changes, departmentChanges, memberships, rules, store } = this.deps;
    const manager_name = await this.readManagerName(patch.manager_ref);
    return changes.run(actor, async change => {
      await memberships.lockOrganisation(change, workspace_id);
      const before = await store.require(change.tx, workspace_id, id);
      precondition.check(before.version);
      const next = toNextVersion(before, patch, change.now);
      if (next.manager_ref !== before.manager_ref) {
        next.manager_name = manager_name;
      }
      const descendants =
        next.parent_id !== before.parent_id
          ? await store.listDescendants(change.tx, before)
          : [];
      const after = await rules.checkAndDeriveLevel(change.tx, next, {
        before,
        descendants,
      });
      const names = await readDepartmentNames(change.tx, [
        before.parent_id,
        after.parent_id,
      ]);
      if (!change.record({ ...toDepartmentActivity(before, after), names })) {
        return toDepartmentResponse(before);
      }
      await departmentTable.updateMany(change.tx, [after]);
      await departmentChanges.saveDetails(
        change,
        shiftLevels(descendants, after.level - before.level),
      );
      await departmentChanges.recompute(change, workspace_id, [
        { before, after },
      ]);
      return toDepartmentResponse(after);
    });
  }

  /**
   * Previews the effects of a move without changing anything.
   *
   * @throws NotFoundError when the department does not exist
   * @throws InvalidRequestError when it cannot move there
   */
  async previewMove(
    actor: Actor,
    workspace_id: string,
    id: string,
    parent_id: string | null,
  ): Promise<MovePreview> {
    const { changes, store, rules, memberships } = this.deps;
    return changes.dryRun(actor, async change => {
      const { tx } = change;
      await memberships.lockOrganisation(change, workspace_id);
      const before = await store.require(tx, workspace_id, id);
      const descendants = await store.listDescendants(tx, before);
      const next = { ...before, parent_id };
      await departmentTable.updateMany(tx, [
        await rules.checkAndDeriveLevel(tx, next, { before, descendants }),
      ]);
      const { added, removed } = await memberships.recompute(
        change,
        workspace_id,
        { department_ids: [id] },
      );
      return {
        departments: descendants.length + 1,
        people: await store.countSubtreeStaff(tx, before),
        memberships_added: added,
        memberships_removed: removed,
      };
    });
  }

  /** Reads the name before the transaction, which must not wait for the catalog. */
  private async readManagerName(
    manager_ref: string | null | undefined,
  ): Promise<string | null> {
    return manager_ref
      ? (await this.deps.people.get(manager_ref)).display_name
      : null;
  }
}
