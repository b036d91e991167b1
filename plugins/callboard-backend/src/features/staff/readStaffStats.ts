import { StaffStats, staffStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { orderBy } from 'lodash';

/** The live staff of a workspace, counted by status and by department. */
export async function readStaffStats(
  knex: Knex,
  workspace_id: string,
): Promise<StaffStats> {
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
  const departments = new Map<string | null, StaffStats['by_department'][0]>();
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
