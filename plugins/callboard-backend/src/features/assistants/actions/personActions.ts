import { endpoints, getStaffName } from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { defineAction } from '../AssistantAction';
import { findDepartment } from '../findByName';
import { readVisibleResources } from '../assistantResponses';

export const personActions = [
  defineAction({
    name: 'who-am-i',
    title: 'Get the signed-in user',
    effect: 'reads',
    description:
      'Returns the signed-in user (user_ref, display_name, email, is_super_admin) and the workspaces they can see: slug, name, timezone, today (the current date there), and role (of the user: admin, member or guest). Guests have read-only access. Use it to learn the slug of a workspace or the date.',
    input: () => ({}),
    async run(user) {
      const {
        workspaces,
        picture: _picture,
        features: _features,
        ...me
      } = await user.call(endpoints.getMe, {});
      return {
        ...me,
        workspaces: workspaces.map(({ slug, name, timezone, role }) => ({
          slug,
          name,
          timezone,
          today: DateTime.now().setZone(timezone).toISODate(),
          role,
        })),
      };
    },
  }),
  defineAction({
    name: 'search',
    title: 'Search by name',
    effect: 'reads',
    description:
      'Finds work items, projects, people, departments and dashboards of all workspaces by part of their name, best match first. Returns items with type, id, title, subtitle, workspace_slug, url (a path in the portal), the state of work items, and mark: archived, draft, inactive or left. To filter work items, use list-work-items; to find a User reference, use list-people.',
    input: (_, z) => ({
      text: z
        .string()
        .min(2)
        .max(200)
        .describe('Part of a name, or an identifier such as PAY-42'),
      limit: z.number().int().min(1).max(50).default(20).describe('1 to 50'),
    }),
    run: (user, { text, limit }) =>
      user.call(endpoints.search, { query: { q: text, limit } }),
  }),
  defineAction({
    name: 'list-people',
    feature: 'organisation',
    title: 'List people',
    effect: 'reads',
    description:
      'Lists the staff of a workspace by name: user_ref (null for people who are not in the catalog), name, email, position, department, is_department_manager and employment_status. Use it to find the User reference of a person.',
    input: ({ workspace, department, page, search }) => ({
      workspace,
      text: search.describe('Part of a name, staff ID or email address'),
      department: department
        .optional()
        .describe(
          'Only people in this department (name, code or id) and its sub-departments',
        ),
      ...page,
    }),
    async run(user, { workspace: slug, text, department, ...page }) {
      const { items, ...paging } = await user.call(endpoints.listStaff, {
        params: { slug },
        query: {
          ...page,
          search: text,
          ...(department && {
            department: await findDepartment(user, slug, department),
            recursive: true,
          }),
        },
      });
      const departments = await readVisibleResources(user, {
        departments: items.map(({ department_id }) => department_id),
      });
      return {
        items: items.map(staff => ({
          user_ref: staff.user_ref,
          name: getStaffName(staff),
          email: staff.email,
          position: staff.position,
          department: departments.get(staff.department_id ?? '')?.title ?? null,
          is_department_manager: staff.is_department_manager,
          employment_status: staff.employment_status,
        })),
        ...paging,
      };
    },
  }),
  defineAction({
    name: 'list-departments',
    feature: 'organisation',
    title: 'List departments',
    effect: 'reads',
    description:
      'Lists the departments of a workspace: id, name, code, dept_type, parent_id, level (1 is the top), manager_ref, manager_name and is_active.',
    input: ({ workspace, page, search }) => ({
      workspace,
      text: search.describe('Part of a name or code'),
      ...page,
    }),
    async run(user, { workspace: slug, text, ...page }) {
      const { items, ...paging } = await user.call(endpoints.listDepartments, {
        params: { slug },
        query: { ...page, search: text },
      });
      return {
        items: items.map(department => ({
          id: department.id,
          name: department.name,
          code: department.code,
          dept_type: department.dept_type,
          parent_id: department.parent_id,
          level: department.level,
          manager_ref: department.manager_ref,
          manager_name: department.manager_name,
          is_active: department.is_active,
        })),
        ...paging,
      };
    },
  }),
];
