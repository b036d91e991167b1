import { Department, Project, Role } from '@callboard/plugin-callboard-common';
import { TestCallboard } from '../../../__testUtils__/startCallboard';

let createdCount = 0;

/** A workspace fixture, with actions on its departments, staff and members over HTTP. */
export interface Departments {
  slug: string;
  /** The path of the list. */
  path: string;
  /** Creates a department and returns its id. */
  make(name: string, fields?: Partial<Department>): Promise<string>;
  /** Creates departments, each a child of the previous one, and returns their ids. */
  chain(length: number, parent_id?: string): Promise<string[]>;
  /** Adds a staff member to a department. */
  employ(department_id: string, fields?: object): Promise<string>;
  /**
   * Returns the project of a User entity, and creates it if it is missing; `projects.kinds` of the
   * configuration must include `user`.
   */
  project(user?: string): Promise<Project>;
  /** The id of the workspace. */
  workspaceId(): Promise<string>;
  /** Adds a member to the workspace. */
  addMember(user_ref: string, role: Role): Promise<void>;
  /** All departments, by name. */
  byName(): Promise<Record<string, Department>>;
}

/** Creates a workspace without departments. */
export async function createDepartments(
  callboard: TestCallboard,
): Promise<Departments> {
  createdCount += 1;
  const slug = `departments-${createdCount}`;
  const boss = callboard.as('superAdmin');
  await boss.post('/workspaces', { slug, name: slug }).expect(201);
  const path = `/workspaces/${slug}/departments`;

  async function make(name: string, fields: Partial<Department> = {}) {
    const { body } = await boss.post(path, { name, ...fields }).expect(201);
    return body.id;
  }

  return {
    slug,
    path,
    make,
    async chain(length, parent_id) {
      const ids: string[] = [];
      for (let index = 0; index < length; index += 1) {
        const parent = ids[index - 1] ?? parent_id ?? null;
        ids.push(await make(`Level ${index + 1}`, { parent_id: parent }));
      }
      return ids;
    },
    async employ(department_id, fields = {}) {
      createdCount += 1;
      const { body } = await boss
        .post(`/workspaces/${slug}/staff`, {
          staff_id: `S${createdCount}`,
          first_name: 'Some',
          last_name: `Body ${createdCount}`,
          email: `somebody.${createdCount}@example.com`,
          department_id,
          ...fields,
        })
        .expect(201);
      return body.id;
    },
    async project(user = 'max.member') {
      const { body } = await boss
        .put(`/workspaces/${slug}/projects/by-entity/user/default/${user}`, {})
        .expect(200);
      return body;
    },
    async workspaceId() {
      const { body } = await boss.get(`/workspaces/${slug}`).expect(200);
      return body.id;
    },
    async addMember(user_ref, role) {
      await boss
        .post(`/workspaces/${slug}/members`, { user_ref, role })
        .expect(201);
    },
    async byName() {
      const { body } = await boss.get(`${path}?limit=200`).expect(200);
      return Object.fromEntries(
        body.items.map((item: Department) => [item.name, item]),
      );
    },
  };
}
