import { Entity } from '@backstage/catalog-model';
import { allEndpoints } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  getAuthorizationHeader,
  TestCallboard,
  testEntities,
} from '../../../../__testUtils__/startCallboard';
import { Connection } from '../../../../contract/__testUtils__/Connection';
import { toRequestPayload } from '../../../../contract/__testUtils__/toRequestPayload';
import { buildRequestUrl } from '../../../../contract/__testUtils__/buildRequestUrl';
import { validRequests } from '../../../../contract/__testUtils__/validRequests';
import { ContractFixture } from '../../../../contract/__testUtils__/ContractFixture';
import { isPostgres } from '../../../../database/isPostgres';
import { createId } from '../../../../database/ids';
import { PersonalData } from '../../../../database/FeatureTables';
import { SampleRows } from '../../myData/__testUtils__/SampleRows';
import { readIdentity } from '../../myData/OwnRow';

const ref = 'user:default/zora.zinnober';
const name = 'Zora Zinnober';
const mail = 'zora.zinnober@example.com';

/** Her former name. */
const former = 'Zora Zimt';

/** Details that only a declaration identifies as personal. */
const details = ['+49 170 5550199', 'likes parrots', 'Chief parrot', 'Q-4711'];

/** Texts that she wrote. */
const words = ['fed the parrots', 'parrots are nice'];

/** Other spellings of her name and address. */
const otherSpellings = 'zora Zinnober, Zora.Zinnober@Example.com';

/** Tables that none of her requests writes to, such as reminders and counts. */
const sampleTables = new Set([
  'live_channels',
  'project_owners',
  'digest_backfill',
  'work_import_mappings',
  'work_modules',
  'work_source_accounts',
  'unlogged_times',
  'time_dismissals',
  'calendar_feeds',
  'time_reminders',
  'activity_client_events',
  'webhook_deliveries',
  'activity_verifications',
  'critical_counts',
  'dashboard_widgets',
  'threshold_checks',
  'crossed_thresholds',
  'notified_actions',
  'notification_preferences',
  'unmuted_types',
  'work_reminders',
]);

/** A person with data in every table that can contain personal data. */
export class Zora {
  static readonly ref = ref;
  static readonly fullName = name;
  static readonly formerName = former;
  static readonly mail = mail;
  /** Texts that occur only in her data. */
  static readonly searchTexts = [ref, name, former, mail, ...details, ...words];
  static readonly entity: Entity = {
    ...testEntities[0],
    metadata: { name: 'zora.zinnober', namespace: 'default' },
    spec: { profile: { displayName: name, email: mail }, memberOf: [] },
  };

  private constructor(
    private readonly callboard: TestCallboard,
    private readonly slug: string,
    private readonly pid: string,
  ) {}

  /** Creates her data: by her requests, by requests of other users about her, and in SQL. */
  static async createData(
    callboard: TestCallboard,
    fixture: ContractFixture,
    declared: readonly PersonalData[],
  ): Promise<void> {
    const { slug, pid } = await fixture.ensureProject('own');
    const zora = new Zora(callboard, slug, pid);
    await zora.join();
    await zora.requestAll(fixture);
    await zora.work();
    await zora.planTime();
    await zora.mentionPerson();
    await zora.addDeletedResources();
    await zora.addRows();
    await zora.addSampleRows(declared);
  }

  /** The ids of her records: some tables identify her only by these. */
  static async readRecordIds(knex: Knex): Promise<string[]> {
    const { 'staff.id': staff, 'memberships.id': memberships } =
      await readIdentity(knex, ref);
    return [...staff, ...memberships];
  }

  private get boss() {
    return this.callboard.as('superAdmin');
  }

  private get self() {
    return this.callboard.as(ref);
  }

  private get workspace() {
    return `/workspaces/${this.slug}`;
  }

  private get project() {
    return `${this.workspace}/projects/${this.pid}`;
  }

  private async join(): Promise<void> {
    const { boss, workspace, project } = this;
    await boss.post(`${workspace}/members`, { user_ref: ref, role: 'admin' });
    await boss.post(`${project}/members`, { user_ref: ref, role: 'member' });
    const { body: department } = await boss.post(`${workspace}/departments`, {
      name: `Friends of ${name}`,
      manager_ref: ref,
    });
    const { body: staff } = await boss
      .post(`${workspace}/staff`, {
        user_ref: ref,
        staff_id: details[3],
        first_name: 'Zora',
        last_name: 'Zinnober',
        email: mail,
        department_id: department.id,
        phone: details[0],
        notes: details[1],
        position: details[2],
      })
      .expect(201);
    const { body: next } = await boss.post(`${workspace}/departments`, {
      name: 'Where she goes',
    });
    await boss
      .post(`${workspace}/staff/${staff.id}/transfer`, {
        department_id: next.id,
      })
      .expect(200);
  }

  /** Sends a request to each endpoint except GET endpoints and `erase`. */
  private async requestAll(fixture: ContractFixture): Promise<void> {
    const connection = new Connection(this.callboard);
    for (const [operation, endpoint] of Object.entries(allEndpoints)) {
      if (endpoint.method !== 'GET' && operation !== 'erase') {
        const { params, query, body, file } = await validRequests[operation](
          fixture,
          'own',
        );
        const payload = toRequestPayload(body, file);
        await connection.send({
          method: endpoint.method,
          path: buildRequestUrl(endpoint, params, query),
          headers: {
            authorization: getAuthorizationHeader(ref)!,
            ...payload.headers,
          },
          body: payload.body,
        });
      }
    }
    connection.close();
  }

  private async addItem(title: string, fields: object = {}): Promise<string> {
    const { body } = await this.boss
      .post(`${this.project}/work-items`, { title, ...fields })
      .expect(201);
    return `${this.project}/work-items/${body.id}`;
  }

  private async work(): Promise<void> {
    const item = await this.addItem(`A chair for ${name}, ${mail}`, {
      description: `Ask @zora.zinnober or ${ref}.`,
      assignees: [ref],
    });
    await this.self
      .post(`${item}/worklogs`, {
        duration_minutes: 45,
        description: words[0],
        logged_at: '2020-02-03',
      })
      .expect(201);
    await this.self.post(`${item}/comments`, { body: words[1] }).expect(201);
    await this.boss
      .post(`${item}/comments`, {
        body: `ZORA ZINNOBER (@zora.zinnober) wrote it: [her](/catalog/default/user/zora.zinnober)`,
      })
      .expect(201);
    await this.boss.post(`${this.workspace}/dashboards`, {
      name: `What ${name} does`,
      config: { filters: { assignees: [ref] } },
    });
    const { headers, body } = toRequestPayload(
      { mapping: { people: { [name]: ref } } },
      { name: 'time.csv', content: 'date,work_item,minutes\n' },
    );
    await this.boss
      .post(`${this.workspace}/worklogs/import`)
      .set(headers ?? {})
      .send(body as any)
      .expect(200);
    await this.self.put('/me/timer', {
      work_item_id: item.split('/').pop(),
      description: words[0],
    });
    await this.self.post('/activity', [
      { action: 'search', entity_label: 'my own name', metadata: { name } },
      { action: 'page_view', entity_type: 'user', entity_id: ref },
    ]);
  }

  /** Sets her work schedule, leave and balance. */
  private async planTime(): Promise<void> {
    const { boss, workspace } = this;
    await boss
      .put(`${workspace}/work-schedule?member_id=${ref}`, {
        minutes_per_weekday: [240, 240, 240, 240, 240, 0, 0],
        effective_from: '2020-02-03',
      })
      .expect(200);
    await boss
      .put(`${workspace}/leave-entitlements`, {
        member_id: ref,
        kind: 'vacation',
        year: 2020,
        days: 30,
      })
      .expect(200);
    await boss
      .post(`${workspace}/time-balance/adjustments`, {
        member_id: ref,
        date: '2020-02-05',
        minutes: 60,
        reason: words[0],
      })
      .expect(201);
  }

  /** Mentions her in other letter cases, and by her former name. */
  private async mentionPerson(): Promise<void> {
    const item = await this.addItem(`A chair for ${otherSpellings}`);
    for (const body of [`${otherSpellings} sat on it`, `${former} did not`]) {
      await this.boss.post(`${item}/comments`, { body }).expect(201);
    }
    await this.boss
      .post('/activity', {
        action: 'add_note',
        metadata: { by: 'zora Zinnober', to: 'Zora.Zinnober@Example.com' },
      })
      .expect(201);
  }

  /** Creates and deletes resources, as deleted rows must be erased, too. */
  private async addDeletedResources(): Promise<void> {
    const { boss, self } = this;
    const item = await this.addItem(`A bed for ${name}`, { assignees: [ref] });
    const { body: comment } = await self
      .post(`${item}/comments`, { body: words[1] })
      .expect(201);
    await self.delete(`${item}/comments/${comment.id}`).expect(204);
    const { body: worklog } = await self
      .post(`${item}/worklogs`, {
        duration_minutes: 15,
        description: words[0],
        logged_at: '2020-02-04',
      })
      .expect(201);
    await self.delete(`${item}/worklogs/${worklog.id}`).expect(204);
    await boss.delete(item).expect(204);
    const { body: formerWorkspace } = await boss
      .post('/workspaces', { slug: 'zoras-former', name: 'Her former one' })
      .expect(201);
    const members = `/workspaces/${formerWorkspace.slug}/members`;
    const { body: member } = await boss
      .post(members, { user_ref: ref, role: 'member' })
      .expect(201);
    await boss.delete(`${members}/${member.id}`).expect(204);
  }

  /** Inserts rows that none of her requests creates. */
  private async addRows(): Promise<void> {
    const { knex } = this.callboard;
    const now = new Date();
    await knex('jobs').insert({
      queue: 'somewhere',
      job_group: ref,
      payload: JSON.stringify({ ref, to: [mail] }),
      state: 'dead_lettered',
      added_at: now,
      due_at: now,
      attempts: 1,
      claims: 1,
      last_error: `550 <${mail}>: no such user`,
    });
    await knex('mails').insert({
      id: createId(Date.now()),
      user_ref: ref,
      kind: 'notification',
      about: 'x',
      status: 'failed',
      email: mail,
      was_unanswered: false,
      created_at: now,
      updated_at: now,
    });
    await knex('erasures').insert({
      id: createId(0),
      pseudonym: 'user:erased/0123456789',
      reason: `${name} requested it`,
      status: 'done',
      requested_by: ref,
      started_at: now,
      finished_at: now,
      state: JSON.stringify({ step: 1, steps: 1, tables: [] }),
    });
  }

  /** Inserts a row into each of `sampleTables`. */
  private async addSampleRows(
    declared: readonly PersonalData[],
  ): Promise<void> {
    const { knex } = this.callboard;
    const identity = await readIdentity(knex, ref);
    const insertInto = async (on: Knex) => {
      const rows = new SampleRows(on, declared);
      for (const data of declared.filter(({ table }) =>
        sampleTables.has(table),
      )) {
        await rows.insert(data, { identity, word: 'planted' });
      }
    };
    if (isPostgres(knex)) {
      await knex.transaction(async tx => {
        await insertInto(tx);
        await tx.raw('SET session_replication_role = DEFAULT');
      });
    } else {
      await insertInto(knex);
      await knex.raw('PRAGMA foreign_keys = ON');
    }
  }
}
