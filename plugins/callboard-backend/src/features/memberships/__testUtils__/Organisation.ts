import { MemberSource, StaffMember } from '@callboard/plugin-callboard-common';
import { TestCallboard } from '../../../__testUtils__/startCallboard';

/** Projects belong to Users, which every test's catalog contains. */
export const organisationConfig = { projects: { kinds: ['user'] } };

let workspaceCount = 0;

/** A workspace with departments, people and projects, created over HTTP. */
export class Organisation {
  #createdCount = 0;

  private constructor(
    private readonly callboard: TestCallboard,
    readonly slug: string,
  ) {}

  /** Creates an empty organisation. */
  static async create(callboard: TestCallboard): Promise<Organisation> {
    workspaceCount += 1;
    const slug = `org-${workspaceCount}`;
    const boss = callboard.as('superAdmin');
    await boss.post('/workspaces', { slug, name: slug }).expect(201);
    return new Organisation(callboard, slug);
  }

  /** Sends requests as the super admin, with paths relative to the workspace. */
  get boss() {
    const agent = this.callboard.as('superAdmin');
    const base = `/workspaces/${this.slug}`;
    return {
      get: (path: string) => agent.get(base + path),
      post: (path: string, body: unknown = {}) => agent.post(base + path, body),
      patch: (path: string, body: unknown) => agent.patch(base + path, body),
      delete: (path: string) => agent.delete(base + path),
    };
  }

  async department(fields: Record<string, unknown> = {}): Promise<string> {
    this.#createdCount += 1;
    const response = await this.boss
      .post('/departments', {
        name: `Department ${this.#createdCount}`,
        ...fields,
      })
      .expect(201);
    return response.body.id;
  }

  /** A staff member, by default with their own User. */
  async person(
    department_id: string | null,
    fields: Partial<StaffMember> = {},
  ): Promise<{ id: string; user_ref: string }> {
    this.#createdCount += 1;
    const response = await this.boss
      .post('/staff', {
        staff_id: `S${this.#createdCount}`,
        first_name: 'P',
        last_name: `Erson ${this.#createdCount}`,
        email: `p${this.#createdCount}@example.org`,
        user_ref: `user:default/p${this.#createdCount}`,
        department_id,
        ...fields,
      })
      .expect(201);
    return response.body;
  }

  /** The project of one of the test users. */
  async project(owner = 'max.member'): Promise<string> {
    const response = await this.callboard
      .as('superAdmin')
      .put(
        `/workspaces/${this.slug}/projects/by-entity/user/default/${owner}`,
        {},
      )
      .expect(200);
    return response.body.id;
  }

  async link(department: string, project_id: string): Promise<string> {
    const response = await this.boss
      .post(`/departments/${department}/links`, { project_id })
      .expect(201);
    return response.body.id;
  }

  /** The sources of each member of a project, by user reference. */
  async members(project: string): Promise<Record<string, MemberSource[]>> {
    const { body } = await this.boss
      .get(`/projects/${project}/members?limit=200`)
      .expect(200);
    return Object.fromEntries(
      body.items.map(
        (member: { user_ref: string; sources: MemberSource[] }) => [
          member.user_ref,
          [...member.sources].sort((a, b) =>
            JSON.stringify(a).localeCompare(JSON.stringify(b)),
          ),
        ],
      ),
    );
  }

  /** The sources of each member as `source role`, joined by commas. */
  async roles(project: string): Promise<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(await this.members(project)).map(([ref, sources]) => [
        ref,
        sources.map(({ source, role }) => `${source} ${role}`).join(', '),
      ]),
    );
  }
}
