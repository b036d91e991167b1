import { NotFoundError } from '@backstage/errors';
import {
  StaffMember,
  StaffOrder,
  StaffStats,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isId } from '../../http/cursor';
import { readPage } from '../../http/readPage';
import { DepartmentService } from '../departments/DepartmentService';
import { countStaff } from './countStaff';
import { listStaff, StaffPosition } from './listStaff';
import { filterOf, StaffWishes } from './StaffWishes';
import { staffOnWire, StaffViewer } from './staffOnWire';
import { StaffRow } from './StaffRow';
import { staffStats } from './staffStats';
import { StaffStore } from './StaffStore';
import { TransferStore } from './TransferStore';

/** Where a list begins, and how long it is at most. */
interface Paging {
  cursor?: string;
  limit: number;
}

/** A position says of which order it is one: in another it means nothing. */
type OrderedPosition = [StaffOrder, ...StaffPosition];

const isPositionIn =
  (order_by: StaffOrder) =>
  (position: unknown): position is OrderedPosition =>
    Array.isArray(position) &&
    position.length === 3 &&
    position[0] === order_by &&
    typeof position[1] === 'string' &&
    isId(position[2]);

/** Staff as people see them. */
export class StaffReader {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: StaffStore;
      transfers: TransferStore;
      departments: DepartmentService;
    },
  ) {}

  /** The staff of a workspace, by name unless something else is wanted. */
  async list(
    workspace_id: string,
    viewer: StaffViewer,
    query: Paging & StaffWishes,
  ) {
    const { knex } = this.deps;
    const filter = filterOf(workspace_id, viewer, query);
    const { order_by = 'name' } = query;
    const page = await readPage(query, isPositionIn(order_by), {
      list: (position, limit) =>
        listStaff(knex, filter, {
          order_by,
          after: position && [position[1], position[2]],
          limit,
        }),
      positionOf: ({ position }): OrderedPosition => [order_by, ...position],
    });
    const { items, next_cursor } = page;
    // Counting takes as long as searching: only where one page is not all.
    const isAll = query.cursor === undefined && next_cursor === null;
    return {
      items: items.map(({ row }) => staffOnWire(row, viewer)),
      next_cursor,
      total: isAll ? items.length : await countStaff(knex, filter),
    };
  }

  /**
   * The staff of a department.
   *
   * @throws NotFoundError when there is no such department
   */
  async listOfDepartment(
    workspace_id: string,
    viewer: StaffViewer,
    department: string,
    query: Paging & Omit<StaffWishes, 'department'>,
  ) {
    const { knex, departments } = this.deps;
    await departments.require(knex, workspace_id, department);
    return this.list(workspace_id, viewer, { ...query, department });
  }

  /**
   * One staff member.
   *
   * @throws NotFoundError when they are not there
   */
  async get(
    workspace_id: string,
    viewer: StaffViewer,
    id: string,
  ): Promise<StaffMember> {
    return staffOnWire(await this.require(workspace_id, id), viewer);
  }

  /**
   * The viewer's own record.
   *
   * @throws NotFoundError when they are not on the staff
   */
  async profile(
    workspace_id: string,
    viewer: StaffViewer,
  ): Promise<StaffMember> {
    const { knex, store } = this.deps;
    const { user_ref } = viewer;
    const row = await store.find(knex, workspace_id, { user_ref });
    if (!row) {
      throw new NotFoundError(`${user_ref} is not on the staff`);
    }
    return staffOnWire(row, viewer);
  }

  /** How many people there are, by status and department. */
  async stats(workspace_id: string): Promise<StaffStats> {
    return staffStats(this.deps.knex, workspace_id);
  }

  /**
   * Somebody's way through the departments, newest first.
   *
   * @throws NotFoundError when they are not there
   */
  async listTransfers(workspace_id: string, id: string, query: Paging) {
    const { transfers } = this.deps;
    await this.require(workspace_id, id);
    const page = await readPage(query, isId, {
      list: (beforeId, limit) => transfers.list(id, { beforeId, limit }),
      positionOf: transfer => transfer.id,
    });
    return { ...page, total: await transfers.count(id) };
  }

  private async require(workspace_id: string, id: string): Promise<StaffRow> {
    const { knex, store } = this.deps;
    const row = await store.find(knex, workspace_id, { id });
    if (!row) {
      throw new NotFoundError(`There is no staff member ${id}`);
    }
    return row;
  }
}
