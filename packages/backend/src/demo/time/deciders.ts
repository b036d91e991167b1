import {
  DEFAULT_WORKSPACE,
  Department,
  endpoints,
  StaffMember,
} from '@callboard/plugin-callboard-common';
import { SeedClient } from '@callboard/plugin-callboard-node';
import { allPages } from './allPages';

const params = { slug: DEFAULT_WORKSPACE };

/** Who decides on somebody's time; undefined where nobody manages them. */
export type DeciderOf = (user_ref: string) => string | undefined;

/** Reads who manages whom in the end: the nearest manager decides. */
export async function readDeciders(api: SeedClient): Promise<DeciderOf> {
  const departments = new Map<string, Department>();
  for (const department of await allPages(query =>
    api.call(endpoints.listDepartments, { params, query }),
  )) {
    departments.set(department.id, department);
  }
  const staff = new Map<string | null, StaffMember>();
  for (const member of await allPages(query =>
    api.call(endpoints.listStaff, { params, query }),
  )) {
    staff.set(member.user_ref, member);
  }
  return user_ref => {
    let id = staff.get(user_ref)?.department_id;
    while (id) {
      const { manager_ref, parent_id }: Department = departments.get(id)!;
      if (manager_ref && manager_ref !== user_ref) {
        return manager_ref;
      }
      id = parent_id;
    }
    return undefined;
  };
}
