import { Department, StaffMember } from '@callboard/plugin-callboard-common';
import {
  createScopedAgent,
  Agent,
  people,
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { multipart } from '../../../http/__testUtils__/multipart';

let createdCount = 0;

/** A workspace with an admin, a member and a guest. Manages its staff over HTTP. */
export class Office {
  private constructor(
    private readonly callboard: TestCallboard,
    readonly slug: string,
  ) {}

  static async open(
    callboard: TestCallboard,
    settings: { timezone?: string } = {},
  ): Promise<Office> {
    createdCount += 1;
    const slug = `office-${createdCount}`;
    const boss = callboard.as('superAdmin');
    await boss
      .post('/workspaces', { slug, name: slug, ...settings })
      .expect(201);
    for (const role of ['admin', 'member', 'guest'] as const) {
      await boss
        .post(`/workspaces/${slug}/members`, { user_ref: people[role], role })
        .expect(201);
    }
    return new Office(callboard, slug);
  }

  /** Sends requests of a person to the endpoints of the workspace. */
  as(who: PersonName): Agent {
    return createScopedAgent(
      this.callboard.as(who),
      `/workspaces/${this.slug}`,
    );
  }

  get admin(): Agent {
    return this.as('admin');
  }

  /** Lists all staff, sorted by staff id. */
  async everybody(): Promise<StaffMember[]> {
    const { body } = await this.admin
      .get('/staff?limit=200&order_by=staff_id')
      .expect(200);
    return body.items;
  }

  /** The request body of a new person. */
  someone(overrides: object = {}) {
    createdCount += 1;
    return {
      staff_id: `S${createdCount}`,
      first_name: 'Some',
      last_name: `Body ${createdCount}`,
      email: `nobody.${createdCount}@example.org`,
      ...overrides,
    };
  }

  /** Adds a staff member. */
  async hire(overrides: object = {}): Promise<StaffMember> {
    const { body } = await this.admin
      .post('/staff', this.someone(overrides))
      .expect(201);
    return body;
  }

  /** A staff member as an admin sees them. */
  async read(id: string): Promise<StaffMember> {
    return (await this.admin.get(`/staff/${id}`).expect(200)).body;
  }

  async department(overrides: Partial<Department> = {}): Promise<string> {
    createdCount += 1;
    const { body } = await this.admin
      .post('/departments', {
        name: `Department ${createdCount}`,
        ...overrides,
      })
      .expect(201);
    return body.id;
  }

  /** Sends a file to the import. */
  upload(
    content: string | Buffer,
    fields: Record<string, string> = {},
    who: PersonName = 'admin',
  ) {
    const { headers, body } = multipart(Object.entries(fields), [
      ['file', { name: 'staff', content }],
    ]);
    const sent = this.as(who).post('/staff/bulk-import').set(headers);
    return sent.send(body);
  }
}
