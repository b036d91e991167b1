import { NotFoundError } from '@backstage/errors';
import {
  StaffMember,
  StaffOrder,
  StaffStats,
  Team,
  TransferRecord,
  getStaffName,
  staffStatus,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { orderBy } from 'lodash';
import { RequestContext } from '../../access/Caller';
import { countRows } from '../../database/statements';
import { readInstant } from '../../database/dialect';
import {
  createTupleGuard,
  PageQuery,
  readNewestPage,
  readPage,
} from '../../database/paging';
import { requireDepartment } from '../departments/DepartmentRow';
import {
  listStaff,
  StaffPosition,
  selectStaff,
  toStaffFilter,
  StaffQuery,
} from './listStaff';
import {
  StaffRow,
  toStaffResponse,
  toStaffViewer,
  staffTable,
} from './StaffRow';
import { findStaffMember, requireStaffMember } from './StaffStore';

/** A cursor contains its sort order, because the cursor is invalid for any other order. */
type OrderedPosition = [StaffOrder, ...StaffPosition];

const createPositionGuard = (order_by: StaffOrder) =>
  createTupleGuard<OrderedPosition>(value => value === order_by, 'text', 'id');

/** Reads staff and their transfers. Omits fields that the viewer may not see. */
export class StaffReadModel {
  constructor(private readonly deps: { knex: Knex }) {}

  /** Lists the staff of a workspace, by default sorted by name. */
  async list(context: RequestContext, query: PageQuery & StaffQuery) {
    const { knex } = this.deps;
    const viewer = toStaffViewer(context);
    const filter = toStaffFilter(context.workspace.id, viewer, query);
    const { order_by = 'name' } = query;
    const page = await readPage(query, createPositionGuard(order_by), {
      list: (position, limit) =>
        listStaff(knex, filter, {
          order_by,
          after: position && [position[1], position[2]],
          limit,
        }),
      getPosition: ({ position }): OrderedPosition => [order_by, ...position],
    });
    const { items, next_cursor } = page;
    // Counting takes as long as searching, so a list that fits on one page is not counted again.
    const isWholeList = query.cursor === undefined && next_cursor === null;
    return {
      items: items.map(({ row }) => toStaffResponse(row, viewer)),
      next_cursor,
      total: isWholeList
        ? items.length
        : await countRows(selectStaff(knex, filter)),
    };
  }

  /**
   * Lists the staff of a department.
   *
   * @throws NotFoundError when the department does not exist
   */
  async listByDepartment(
    context: RequestContext,
    department: string,
    query: PageQuery & Omit<StaffQuery, 'department'>,
  ) {
    await requireDepartment(this.deps.knex, context.workspace.id, department);
    return this.list(context, { ...query, department });
  }

  /** @throws NotFoundError if the staff member does not exist */
  async get(context: RequestContext, id: string): Promise<StaffMember> {
    const { workspace } = context;
    const row = await requireStaffMember(this.deps.knex, workspace.id, id);
    return toStaffResponse(row, toStaffViewer(context));
  }

  /**
   * The caller's own record.
   *
   * @throws NotFoundError when the caller is not on the staff
   */
  async getProfile(context: RequestContext): Promise<StaffMember> {
    const { workspace, caller } = context;
    const { user_ref } = caller;
    const row = await findStaffMember(this.deps.knex, workspace.id, {
      user_ref,
    });
    if (!row) {
      throw new NotFoundError(`${user_ref} is not in the staff directory`);
    }
    return toStaffResponse(row, toStaffViewer(context));
  }

  /**
   * Returns the caller's department and its people who have not resigned. Returns an empty team if
   * the caller has resigned or has no department.
   */
  async getTeam(context: RequestContext, limit: number): Promise<Team> {
    const { knex } = this.deps;
    const { workspace, caller } = context;
    const { user_ref } = caller;
    const callerRecord = await findStaffMember(knex, workspace.id, {
      user_ref,
    });
    if (
      !callerRecord?.department_id ||
      callerRecord.employment_status === 'resigned'
    ) {
      return { department: null, people: [], total: 0 };
    }
    const { department_id } = callerRecord;
    const teamQuery = selectStaff(knex, {
      workspace_id: workspace.id,
      department: department_id,
    }).whereNot('staff.employment_status', 'resigned');
    const [department, rows, total] = await Promise.all([
      requireDepartment(knex, workspace.id, department_id),
      teamQuery
        .clone()
        .select('staff.*')
        .orderBy(['sort_name', 'id'])
        .limit(limit),
      countRows(teamQuery.clone()),
    ]);
    return {
      department: {
        id: department.id,
        name: department.name,
        manager_ref: department.manager_ref,
        manager_name: department.manager_name,
      },
      people: rows.map(staffTable.read).map((person: StaffRow) => ({
        id: person.id,
        user_ref: person.user_ref,
        display_name: getStaffName(person),
        position: person.position,
      })),
      total,
    };
  }

  async getStats(workspace_id: string): Promise<StaffStats> {
    const { knex } = this.deps;
    const counts = knex('staff')
      .select('department_id', 'employment_status')
      .count({ count: '*' })
      .where({ workspace_id })
      .whereNull('deleted_at')
      .groupBy('department_id', 'employment_status')
      .as('counts');
    const rows = await knex(counts)
      .leftJoin('departments', 'departments.id', 'counts.department_id')
      .select('counts.*', 'departments.name');
    const by_status = Object.fromEntries(
      staffStatus.options.map(status => [status, 0]),
    ) as StaffStats['by_status'];
    const departments = new Map<
      string | null,
      StaffStats['by_department'][0]
    >();
    let total = 0;
    for (const { department_id, name, employment_status, ...row } of rows) {
      const count = Number(row.count);
      const department = departments.get(department_id) ?? {
        department_id,
        department_name: name,
        count: 0,
      };
      department.count += count;
      departments.set(department_id, department);
      by_status[employment_status as keyof typeof by_status] += count;
      total += count;
    }
    return {
      total,
      ...by_status,
      by_status,
      by_department: orderBy(
        [...departments.values()],
        ['count', 'department_name'],
        ['desc', 'asc'],
      ),
    };
  }

  /**
   * Lists a person's transfers, newest first.
   *
   * @throws NotFoundError when the person does not exist
   */
  async listTransfers(workspace_id: string, id: string, query: PageQuery) {
    const { knex } = this.deps;
    await requireStaffMember(knex, workspace_id, id);
    const transfers = knex('staff_transfers').where({ staff_member_id: id });
    const page = await readNewestPage(query, transfers.clone(), readTransfer);
    return { ...page, total: await countRows(transfers) };
  }
}

function readTransfer({ staff_member_id: _, ...row }: any): TransferRecord {
  return { ...row, created_at: readInstant(row.created_at) };
}
