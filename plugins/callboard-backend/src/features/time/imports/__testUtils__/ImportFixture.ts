import {
  Project,
  Worklog,
  WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import { Entity } from '@backstage/catalog-model';
import { readFileSync } from 'fs';
import { join } from 'path';
import {
  createScopedAgent,
  Agent,
  people,
  PersonName,
  TestCallboard,
  testEntities,
} from '../../../../__testUtils__/startCallboard';
import { download } from '../../../../__testUtils__/download';
import { createEntity } from '../../../../core/projects/__testUtils__/catalogEntities';
import { multipart } from '../../../../http/__testUtils__/multipart';

/** A person in the fixture files. */
export const jane = 'user:default/jdoe';

/** A catalog with the entities of the fixture files. */
export const importEntities: Entity[] = [
  ...testEntities,
  createEntity('User', 'jdoe', {
    spec: {
      profile: { displayName: 'Jane Doe', email: 'Jane.Doe@example.org' },
    },
  }),
  createEntity('Component', 'pay'),
  createEntity('Component', 'web'),
];

type TestUser = PersonName | `user:${string}`;

let fixtureCount = 0;

/**
 * A separate workspace in the time zone Europe/Berlin with the projects PAY and WEB. Max and Jane
 * are members of both projects. The workspace admin is a member of neither project.
 */
export class ImportFixture {
  private constructor(
    private readonly callboard: TestCallboard,
    readonly slug: string,
    readonly projects: Readonly<Record<'pay' | 'web', Project>>,
  ) {}

  /** @param items - the identifiers of the items to create */
  static async open(
    callboard: TestCallboard,
    items: readonly string[] = ['PAY-42', 'PAY-7', 'WEB-1'],
  ): Promise<ImportFixture> {
    fixtureCount += 1;
    const slug = `import-${fixtureCount}`;
    const superAdmin = callboard.as('superAdmin');
    const path = `/workspaces/${slug}`;
    await superAdmin
      .post('/workspaces', { slug, name: slug, timezone: 'Europe/Berlin' })
      .expect(201);
    const ensureProject = async (name: string) => {
      const { body } = await superAdmin
        .put(`${path}/projects/by-entity/component/default/${name}`)
        .expect(200);
      return body;
    };
    const projects = {
      pay: await ensureProject('pay'),
      web: await ensureProject('web'),
    };
    const importFixture = new ImportFixture(callboard, slug, projects);
    for (const [user_ref, role] of [
      [people.admin, 'admin'],
      [people.guest, 'guest'],
      [people.member, 'member'],
      [jane, 'member'],
    ]) {
      await superAdmin.post(`${path}/members`, { user_ref, role }).expect(201);
    }
    for (const { id } of Object.values(projects)) {
      for (const user_ref of [people.member, jane]) {
        await superAdmin
          .post(`${path}/projects/${id}/members`, { user_ref, role: 'member' })
          .expect(201);
      }
    }
    for (const identifier of items) await importFixture.make(identifier);
    return importFixture;
  }

  /** Sends requests relative to the workspace. */
  as(who: TestUser): Agent {
    return createScopedAgent(
      this.callboard.as(who),
      `/workspaces/${this.slug}`,
    );
  }

  /** Creates an item with the number in the identifier. */
  async make(
    identifier: string,
    values: Record<string, unknown> = {},
  ): Promise<string> {
    const [name, number] = identifier.toLowerCase().split('-');
    const { id: pid } = this.projects[name as 'pay' | 'web'];
    await this.callboard
      .knex('project_counters')
      .where({ project_id: pid })
      .update({ last_number: Number(number) - 1 });
    const { body } = await this.as('superAdmin')
      .post(`/projects/${pid}/work-items`, { title: identifier, ...values })
      .expect(201);
    return body.id;
  }

  /** Changes the time settings of the workspace. */
  async saveSettings(settings: Record<string, unknown>): Promise<void> {
    await this.as('superAdmin').patch('', { settings }).expect(200);
  }

  /** Uploads a file to the import. */
  upload(
    content: string | Buffer,
    who: TestUser = 'admin',
    fields: Record<string, string> = {},
  ) {
    const { headers, body } = multipart(Object.entries(fields), [
      ['file', { name: 'time', content }],
    ]);
    return this.as(who)
      .post('/worklogs/import')
      .set(headers)
      .send(body as any);
  }

  /** Imports a file and returns the result. */
  async import(
    content: string | Buffer,
    who?: TestUser,
    fields?: Record<string, string>,
  ): Promise<WorklogImportResult> {
    return (await this.upload(content, who, fields).expect(200)).body;
  }

  /**
   * Lists the worklogs of the workspace, by day and creation.
   *
   * @param filter - further query parameters, such as `&q=rounding`
   */
  async listWorklogs(filter = ''): Promise<Worklog[]> {
    const { body } = await this.as('superAdmin')
      .get(`/worklogs?limit=200&order_by=logged_at${filter}`)
      .expect(200);
    return body.items;
  }

  /** Lists the worklogs in short form, such as `jdoe PAY-42 2026-05-22 90`. */
  async summariseWorklogs(): Promise<string[]> {
    return (await this.listWorklogs()).map(
      ({ logged_by, work_item, logged_at, duration_minutes }) =>
        [
          logged_by.split('/')[1],
          work_item.identifier,
          logged_at,
          duration_minutes,
        ].join(' '),
    );
  }

  /** Exports the worklogs as a file. */
  async exportWorklogs(format: 'csv' | 'xlsx', filter = ''): Promise<Buffer> {
    const path = `/worklogs/export.${format}?order_by=logged_at${filter}`;
    return (await download(this.as('superAdmin'), path)).bytes;
  }
}

/** The content of a fixture file. */
export function readFixtureFile(name: string): Buffer {
  return readFileSync(join(__dirname, '../__fixtures__', name));
}

/** The errors of an import, as `2 duration: must be …`. */
export function formatImportErrors({ errors }: WorklogImportResult): string[] {
  return errors.map(({ row, field, reason }) => `${row} ${field}: ${reason}`);
}
