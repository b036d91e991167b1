import { NotFoundError } from '@backstage/errors';
import {
  Department,
  DepartmentNode,
  DepartmentPatch,
  NewDepartment,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isNil, isUndefined, omitBy } from 'lodash';
import { Actor } from '../../access/actor';
import { Change, Changes } from '../../changes/Changes';
import { readPage } from '../../http/readPage';
import { Precondition } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { PeopleService } from '../../core/people/PeopleService';
import { assembleTree } from './assembleTree';
import { blankDepartment } from './blankDepartment';
import { DepartmentFilter, DepartmentReadModel } from './DepartmentReadModel';
import { departmentOnWire, DepartmentRow } from './DepartmentRow';
import { DepartmentRules } from './DepartmentRules';
import { DepartmentCodes } from './DepartmentCodes';
import { DepartmentStore } from './DepartmentStore';
import { departmentTrace } from './departmentTrace';
import { isPosition, positionOf } from './departmentPosition';
import { namesOfDepartments } from './namesOfDepartments';
import { saveAlong } from './saveAlong';
import { shifted } from './treeRules';

/** Departments: reading, making, changing and moving them. */
export class DepartmentService {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: DepartmentStore;
      readModel: DepartmentReadModel;
      rules: DepartmentRules;
      memberships: MembershipService;
      people: PeopleService;
    },
  ) {}

  /** The departments of a workspace, by sort order and name. */
  async list(
    workspace_id: string,
    {
      cursor,
      limit,
      ...wanted
    }: { cursor?: string; limit: number } & Omit<
      DepartmentFilter,
      'workspace_id'
    >,
  ) {
    const { readModel } = this.deps;
    const filter = { workspace_id, ...wanted };
    const page = await readPage({ cursor, limit }, isPosition, {
      list: (after, size) => readModel.list(filter, { after, limit: size }),
      positionOf,
    });
    return {
      items: page.items.map(departmentOnWire),
      next_cursor: page.next_cursor,
      total: await readModel.count(filter),
    };
  }

  /** All departments of a workspace, as they lie beneath each other. */
  async tree(workspace_id: string): Promise<{ items: DepartmentNode[] }> {
    const { readModel } = this.deps;
    return { items: assembleTree(await readModel.listWithStaff(workspace_id)) };
  }

  /** A department of a workspace, if it is there. */
  async find(
    knex: Knex,
    workspace_id: string,
    id: string,
  ): Promise<DepartmentRow | undefined> {
    return this.deps.store.find(knex, workspace_id, id);
  }

  /**
   * A department of a workspace.
   *
   * @throws NotFoundError when it is not there
   */
  async require(
    knex: Knex,
    workspace_id: string,
    id: string,
  ): Promise<DepartmentRow> {
    const found = await this.find(knex, workspace_id, id);
    if (!found) {
      throw new NotFoundError(`There is no department ${id}`);
    }
    return found;
  }

  /** What files call the departments of a workspace. */
  async listCodes(
    knex: Knex,
    workspace_id: string,
  ): Promise<DepartmentCodes[]> {
    return this.deps.store.listCodes(knex, workspace_id);
  }

  /**
   * Makes a department.
   *
   * @throws InvalidRequestError when its type or parent cannot be
   * @throws ConflictError when one of its codes is taken
   */
  async create(
    actor: Actor,
    workspace_id: string,
    input: NewDepartment,
  ): Promise<Department> {
    const { changes, memberships, rules, store } = this.deps;
    const manager_name = await this.nameOf(input.manager_ref);
    return changes.run(actor, async change => {
      await memberships.begin(change, workspace_id);
      const department = await rules.settle(change.tx, {
        ...blankDepartment(workspace_id, change.now),
        // Null and absent are the same here.
        ...omitBy(input, isNil),
        manager_name,
      });
      await store.insertMany(change.tx, [department]);
      const names = await namesOfDepartments(change.tx, [department.parent_id]);
      change.record({ ...departmentTrace(null, department), names });
      return departmentOnWire(department);
    });
  }

  /**
   * Changes a department. With another parent all beneath moves with it.
   *
   * @throws NotFoundError when it is not there
   * @throws PreconditionFailedError when it is not what the caller read
   * @throws InvalidRequestError when its type or parent cannot be
   * @throws ConflictError when one of its codes is taken
   */
  async update(
    actor: Actor,
    workspace_id: string,
    id: string,
    patch: DepartmentPatch,
    precondition = Precondition.none,
  ): Promise<Department> {
    const { changes, memberships, rules, store } = this.deps;
    const manager_name = await this.nameOf(patch.manager_ref);
    return changes.run(actor, async change => {
      await memberships.begin(change, workspace_id);
      const before = await this.require(change.tx, workspace_id, id);
      precondition.check(before.version);
      const wanted = {
        ...before,
        ...omitBy(patch, isUndefined),
        version: before.version + 1,
        updated_at: new Date(change.now).toISOString(),
      };
      if (wanted.manager_ref !== before.manager_ref) {
        wanted.manager_name = manager_name;
      }
      const below =
        wanted.parent_id !== before.parent_id
          ? await store.listBeneath(change.tx, before)
          : [];
      const after = await rules.settle(change.tx, wanted, { before, below });
      const names = await namesOfDepartments(change.tx, [
        before.parent_id,
        after.parent_id,
      ]);
      if (!change.record({ ...departmentTrace(before, after), names })) {
        return departmentOnWire(before);
      }
      await store.updateMany(change.tx, [after]);
      await saveAlong(
        change,
        store,
        shifted(below, after.level - before.level),
      );
      await this.recompute(change, before, after);
      return departmentOnWire(after);
    });
  }

  private async recompute(
    change: Change,
    before: DepartmentRow,
    after: DepartmentRow,
  ): Promise<void> {
    const { memberships } = this.deps;
    const { id, workspace_id } = after;
    if (after.parent_id !== before.parent_id) {
      await memberships.recompute(change, workspace_id, {
        department_ids: [id],
      });
    }
    if (after.manager_ref !== before.manager_ref) {
      await memberships.recompute(change, workspace_id, {
        user_refs: [before.manager_ref, after.manager_ref].filter(
          ref => ref !== null,
        ),
      });
    }
  }

  /** Looked up before the transaction, which must not wait for the catalog. */
  private async nameOf(
    manager_ref: string | null | undefined,
  ): Promise<string | null> {
    return manager_ref
      ? (await this.deps.people.get(manager_ref)).display_name
      : null;
  }
}
