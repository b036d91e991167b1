import { mockServices } from '@backstage/backend-test-utils';
import { FolderMail, roleRanks } from '@callboard/plugin-callboard-common';
import { mkdtempSync, rmSync } from 'fs';
import { ParsedMail } from 'mailparser';
import { tmpdir } from 'os';
import { join } from 'path';
import request from 'supertest';
import fc from 'fast-check';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import {
  people,
  PersonName,
  testEntities,
} from '../../__testUtils__/startCallboard';
import {
  getHeaderAddresses,
  TestMailServer,
} from '../mail/__testUtils__/TestMailServer';
import { until } from '../../__testUtils__/until';
import { waitForNotifications } from './__testUtils__/waitForNotifications';
import { WorkspaceAccess } from '../../access/Caller';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { silentLogger } from '../../__testUtils__/changeFixture';
import { VisibilityScope } from '../../core/resources/VisibilityScope';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { Queue } from '../../queue/Queue';
import { Digests } from '../mail/Digests';
import { Mails } from '../mail/Mails';
import { MailStore } from '../mail/MailStore';
import { FanOutFixture } from './__testUtils__/FanOutFixture';
import { NotificationStates } from './reading/NotificationStates';
import { notifyByEmail } from './NotificationMails';
import { numRuns } from '../../__testUtils__/random';

const TYPE = 'catalog.broken';

const vault = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'vault', namespace: 'default' },
};

describe('notification emails', () => {
  let server: TestMailServer;
  const config: { mail: Record<string, unknown> } = {
    mail: { from: 'Callboard <callboard@example.com>', perMinute: 60_000 },
  };

  beforeAll(async () => {
    server = await TestMailServer.start();
    config.mail.smtp = {
      host: '127.0.0.1',
      port: server.port,
      security: 'none',
    };
  });
  afterAll(() => server.stop());

  const scheduler = mockServices.scheduler();
  const options = {
    config: config as never,
    services: [schedulerFactory(scheduler)],
    entities: [...testEntities, vault],
  };

  describeCallboard('notification emails over SMTP', options, callboard => {
    const untilMailed = () =>
      until(
        async () =>
          (await callboard().knex('jobs').where({ queue: 'mails' })).length ===
          0,
      );

    beforeAll(async () => {
      for (const role of ['admin', 'member', 'guest'] as const) {
        await callboard()
          .as('superAdmin')
          .post('/workspaces/default/members', {
            user_ref: people[role],
            role,
          })
          .expect(201);
      }
    });
    beforeEach(async () => {
      await untilRelayed(callboard().knex);
      await waitForNotifications(callboard().knex);
      await untilMailed();
      server.accepted.length = 0;
      await callboard().knex('notification_settings').delete();
      await callboard().knex('notification_preferences').delete();
    });

    const notify = async (body: object = {}) => {
      await callboard()
        .as('service')
        .post('/notifications', {
          workspace: 'default',
          recipients: [people.member],
          type: TYPE,
          title: 'It broke',
          ...body,
        })
        .expect(202);
      await waitForNotifications(callboard().knex);
    };
    const mails = async (): Promise<ParsedMail[]> => {
      await untilMailed();
      // Filters out emails that rules send about the tests' own changes.
      return (await server.parseAccepted()).filter(({ subject = '' }) =>
        /^(It broke|Still|Again|Other|\[High\] For members)$/.test(subject),
      );
    };
    const recipients = async () =>
      (await mails()).flatMap(({ to }) => getHeaderAddresses(to)).sort();
    const unsubscribePath = ({ headers }: ParsedMail) => {
      const { url } = (headers.get('list') as any).unsubscribe;
      const { pathname, search } = new URL(url);
      return pathname + search;
    };
    const http = () => request(`http://localhost:${callboard().port}`);
    const status = async () =>
      (await callboard().as('superAdmin').get('/admin/mail').expect(200)).body;
    const setPreferences = async (who: PersonName, patch: object) => {
      const path = '/notifications/preferences';
      const { body } = await callboard().as(who).get(path).expect(200);
      await callboard()
        .as(who)
        .put(path, { ...body, ...patch })
        .expect(200);
    };

    /** Delays emails by quiet hours, until `releaseEmails`. */
    async function delayEmails(who: PersonName) {
      await callboard().knex('notification_settings').insert({
        user_ref: people[who],
        digest_frequency: 'off',
        digest_at: '08:00',
        digest_weekday: 1,
        timezone: 'UTC',
        quiet_from: '00:00',
        quiet_to: '23:59',
      });
    }
    async function releaseEmails() {
      const { knex } = callboard();
      await until(
        async () =>
          (
            await knex('jobs').where({ queue: 'mails', state: 'ready' })
          ).length > 0,
      );
      await knex('notification_settings').delete();
      await knex('jobs')
        .where({ queue: 'mails' })
        .update({ due_at: new Date(0) });
      await untilMailed();
    }

    it('sends emails to the catalog address, even if the staff record has another one @full', async () => {
      await createStaff('1', { first_name: 'Gus', user_ref: people.guest });
      await notify({ recipients: [people.member, people.guest] });
      expect(await recipients()).toEqual([
        'gus.guest@example.com',
        'max.member@example.com',
      ]);
      const [mail] = await mails();
      expect(mail.text).toMatch(/^Default\n\nIt broke\n/);
      expect(mail.text).toContain('Why did I get this? The plugin');
    });

    it('sends emails to the staff address of users missing in the catalog, until they resign @full', async () => {
      const user_ref = 'user:default/nia.new';
      await callboard()
        .as('superAdmin')
        .post('/workspaces/default/members', { user_ref, role: 'member' })
        .expect(201);
      const id = await createStaff('2', { first_name: 'Nia', user_ref });
      await notify({ recipients: [user_ref] });
      expect(await recipients()).toEqual(['nia@work.example.com']);
      await callboard()
        .as('superAdmin')
        .post(`/workspaces/default/staff/${id}/deactivate`, {})
        .expect(200);
      await notify({ recipients: [user_ref], title: 'Still' });
      expect(await recipients()).toEqual(['nia@work.example.com']);
    });

    async function createStaff(
      staff_id: string,
      { first_name, user_ref }: { first_name: string; user_ref: string },
    ): Promise<string> {
      const { body } = await callboard()
        .as('superAdmin')
        .post('/workspaces/default/staff', {
          staff_id,
          first_name,
          last_name: 'Staff',
          email: `${first_name.toLowerCase()}@work.example.com`,
          user_ref,
          ...(await createDepartment(`Department ${staff_id}`)),
        })
        .expect(201);
      return body.id;
    }

    async function createDepartment(name: string) {
      const { body } = await callboard()
        .as('superAdmin')
        .post('/workspaces/default/departments', { name })
        .expect(201);
      return { department_id: body.id };
    }

    it('unsubscribes one user from one type by the link in the email, without signing in', async () => {
      await notify();
      const [mail] = await mails();
      const path = unsubscribePath(mail);
      await http().get(path).expect(200);
      await notify({ title: 'Still' });
      expect(await mails()).toHaveLength(2);
      const { text } = await http()
        .post(path)
        .type('form')
        .send('List-Unsubscribe=One-Click')
        .expect(200);
      expect(text).toContain(TYPE);
      await notify({
        title: 'Again',
        recipients: [people.member, people.admin],
      });
      await notify({ type: 'other.type', title: 'Other' });
      expect((await mails()).map(({ subject }) => subject).sort()).toEqual([
        'Again',
        'It broke',
        'Other',
        'Still',
      ]);
      expect(await recipients()).toContain('ada.admin@example.com');
      const { body } = await callboard()
        .as('member')
        .get(`/notifications?type=${TYPE}`);
      expect(body.items[0]).toMatchObject({ title: 'Again' });
      await http().post(`${path}x`).expect(404);
      await http().post('/api/callboard/mail/unsubscribe').expect(404);
    });

    it.each([
      [
        'read',
        (id: string) =>
          callboard()
            .as('member')
            .patch(`/notifications/${id}`, { is_read: true }),
      ],
      [
        'archived',
        (id: string) =>
          callboard()
            .as('member')
            .patch(`/notifications/${id}`, { is_archived: true }),
      ],
      [
        'snoozed',
        (id: string) =>
          callboard()
            .as('member')
            .patch(`/notifications/${id}`, {
              snoozed_until: new Date(Date.now() + 3_600_000).toISOString(),
            }),
      ],
    ])(
      'sends no email for a notification that was %s while the email was waiting @full',
      async (_name, updateNotification) => {
        await delayEmails('member');
        await notify();
        const { body } = await callboard()
          .as('member')
          .get(`/notifications?type=${TYPE}`);
        await updateNotification(body.items[0].id).expect(200);
        await releaseEmails();
        expect(await mails()).toEqual([]);
      },
    );

    it('sends no waiting email after access is revoked or email is turned off for the type', async () => {
      await delayEmails('member');
      await notify();
      await callboard().knex('notification_preferences').insert({
        user_ref: people.member,
        type: TYPE,
        bell: true,
        email: false,
        browser: false,
        digest: false,
      });
      await releaseEmails();
      expect(await mails()).toEqual([]);

      await callboard().knex('notification_preferences').delete();
      await delayEmails('member');
      await callboard()
        .as('admin')
        .post('/workspaces/default/announcements', {
          title: 'For members',
          severity: 'high',
          to: { everyone: true },
        })
        .expect(202);
      await waitForNotifications(callboard().knex);
      const { body } = await callboard()
        .as('admin')
        .get('/workspaces/default/members');
      const { id } = body.items.find(
        (member: any) => member.user_ref === people.member,
      );
      await callboard()
        .as('superAdmin')
        .delete(`/workspaces/default/members/${id}`)
        .expect(204);
      await releaseEmails();
      const sent = await recipients();
      expect(sent).toContain('gus.guest@example.com');
      expect(sent.join()).not.toContain('max.member');
      await callboard()
        .as('superAdmin')
        .post('/workspaces/default/members', {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);
    });

    it('omits the name of a secret project from the email to a removed member', async () => {
      const admin = callboard().as('superAdmin');
      const projects = '/workspaces/default/projects';
      const { body: project } = await admin
        .put(`${projects}/by-entity/component/default/vault`)
        .expect(200);
      const path = `${projects}/${project.id}`;
      await admin.patch(path, { access: 'secret' }).expect(200);
      const { body: member } = await admin
        .post(`${path}/members`, { user_ref: people.guest, role: 'member' })
        .expect(201);
      await admin.delete(`${path}/members/${member.id}`).expect(204);
      await untilRelayed(callboard().knex);
      await waitForNotifications(callboard().knex);
      await untilMailed();
      const lost = (await server.parseAccepted()).filter(({ subject }) =>
        subject?.includes('no longer a member'),
      );
      expect(lost).toHaveLength(1);
      expect(lost[0].text).not.toMatch(/vault/i);
      expect(lost[0].html).not.toMatch(/vault/i);
    });

    it('schedules a digest for users who chose one, and cancels it when turned off', async () => {
      const { knex } = callboard();
      const times = { timezone: 'UTC', quiet_hours: null };
      await setPreferences('member', {
        ...times,
        digest: { frequency: 'daily', at: '08:00', weekday: 1 },
      });
      expect(await knex('digests').pluck('user_ref')).toEqual([people.member]);
      await knex('digests').update({ next_at: new Date(Date.now() - 1_000) });
      await scheduler.triggerTask('callboard-every-minute');
      expect(
        await knex('mails').where({ kind: 'digest' }).pluck('user_ref'),
      ).toEqual([people.member]);
      await setPreferences('member', {
        ...times,
        digest: { frequency: 'off', at: '08:00', weekday: 1 },
      });
      expect(await knex('digests')).toEqual([]);
    });

    it('moves digests when the zone of the default workspace changes, unless the user set a zone', async () => {
      const { knex } = callboard();
      const digest = { frequency: 'daily', at: '08:00', weekday: 1 };
      await setPreferences('member', { digest });
      await setPreferences('guest', { digest, timezone: 'Asia/Tokyo' });
      const setDefaultZone = (timezone: string) =>
        callboard()
          .as('superAdmin')
          .patch('/workspaces/default', { timezone })
          .expect(200);
      const listHours = async () => {
        await scheduler.triggerTask('callboard-every-minute');
        const rows = await knex('digests').orderBy('user_ref');
        return rows.map(({ timezone, next_at }) => [
          timezone,
          new Date(next_at).getUTCHours(),
        ]);
      };
      const guest = ['Asia/Tokyo', 23];
      expect(await listHours()).toEqual([guest, ['UTC', 8]]);
      const since = await knex('digests').orderBy('user_ref').pluck('since');
      await setDefaultZone('Asia/Dubai');
      await until(async () =>
        isEqual(await listHours(), [guest, ['Asia/Dubai', 4]]),
      );
      expect(await knex('digests').orderBy('user_ref').pluck('since')).toEqual(
        since,
      );
      await setDefaultZone('UTC');
      await knex('digests').delete();
    });

    it('returns the transport and the numbers of sent and waiting emails to super admins', async () => {
      const before = await status();
      await notify({ recipients: [people.admin] });
      await untilMailed();
      const after = await status();
      expect(after).toMatchObject({ transport: 'smtp', waiting: 0 });
      expect(after.last_day.sent).toBe(before.last_day.sent + 1);
    });
  });
});

describe('email folder transport', () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-mails-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  describeCallboard(
    'email folder of the demo',
    {
      databases: ['SQLITE_3'],
      config: { mail: { from: 'callboard@example.com', folder } },
    },
    callboard => {
      it('lists and returns emails in the folder for super admins', async () => {
        const boss = callboard().as('superAdmin');
        await boss
          .post('/workspaces/default/members', {
            user_ref: people.member,
            role: 'member',
          })
          .expect(201);
        await callboard()
          .as('service')
          .post('/notifications', {
            workspace: 'default',
            recipients: [people.member],
            type: TYPE,
            title: 'Grüße <b>',
          })
          .expect(202);
        let written: FolderMail | undefined;
        await until(async () => {
          const { body } = await boss.get('/admin/mail/folder').expect(200);
          written = body.items.find(
            ({ subject }: FolderMail) => subject === 'Grüße <b>',
          );
          return written !== undefined;
        });
        expect(written).toMatchObject({
          to: '"Max Member" <max.member@example.com>',
        });
        const { body: mail } = await boss
          .get(`/admin/mail/folder/${written!.id}`)
          .expect(200);
        expect(mail.text).toContain('Grüße <b>');
        expect(mail.html).toContain('Grüße &lt;b&gt;');
        expect(mail.unsubscribe_url).toMatch(
          /\/api\/callboard\/mail\/unsubscribe\?token=/,
        );
        await boss
          .get('/admin/mail/folder/01900000-0000-7000-8000-000000000000')
          .expect(404);
        const { body: status } = await boss.get('/admin/mail').expect(200);
        expect(status).toMatchObject({ transport: 'folder' });
      });
    },
  );
});

const HOUR = 3_600_000;
const start = Date.parse('2026-05-01T10:00:00Z');
const ann = 'user:default/ann';
const schedule = {
  timezone: 'UTC',
  digest: { frequency: 'daily' as const, at: '08:00', weekday: 1 },
};

const nth = fc.nat(5);
const anyStep = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'notify' as const }) },
  fc.constant({ do: 'fan out' as const }),
  fc.constant({ do: 'queue digests' as const }),
  fc.constant({ do: 'fan out and queue digests' as const }),
  fc.constant({ do: 'send' as const }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      hours: fc.integer({ min: 1, max: 30 }),
    }),
  },
  fc.record({
    do: fc.constant('snooze' as const),
    nth,
    hours: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({ do: fc.constant('mark' as const), nth, is_read: fc.boolean() }),
);

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** The expected state of one notification. */
interface SentRow {
  id: string;
  snoozes: number;
  wasRead: boolean;
  /** The number of digests that contained it. */
  digests: number;
}

/** A user with notifications and digests, with a clock that tests set. */
class MailFixture {
  now = start;
  readonly states: NotificationStates;
  readonly #clock = { now: () => this.now };
  readonly #mails: Mails;
  readonly #digests: Digests;
  readonly #scope: VisibilityScope;
  #sent = new Map<string, SentRow>();

  constructor(private readonly fanOutFixture: FanOutFixture) {
    const { knex, workspace_id } = fanOutFixture;
    const deps = { knex, clock: this.#clock, logger: silentLogger };
    const seen = [
      { workspace: { id: workspace_id, slug: 'w' }, role: 'guest' },
    ] as unknown as WorkspaceAccess[];
    this.#scope = new VisibilityScope(ann, seen);
    this.#mails = new Mails({
      queue: new Queue({ ...deps, graceMs: 0 }),
      store: new MailStore(deps),
      isOn: true,
    });
    this.#digests = new Digests({
      ...deps,
      mails: this.#mails,
      workspaces: new WorkspaceDirectory(knex),
    });
    this.states = new NotificationStates({
      ...deps,
      onMarked: () => {},
      scheduleSnoozeEnd: async () => {},
    });
    notifyByEmail(
      {
        ...deps,
        config: { superAdmins: [] },
        workspaces: { listVisible: async () => seen },
      } as never,
      {
        fanOut: fanOutFixture.fanOut,
        preferences: {
          onSaved: () => {},
          readUserChannels: async () => () => ({ digest: true }),
          getTypeLabel: (type: string) => type,
        } as never,
      },
      {
        mails: this.#mails,
        digests: this.#digests,
      },
    );
  }

  /** Resets the state. */
  async reset(): Promise<void> {
    const { knex } = this.fanOutFixture;
    this.now = start;
    this.#sent = new Map();
    this.fanOutFixture.jobs.length = 0;
    for (const table of [
      'notification_events',
      'digests',
      'digest_backfill',
      'mails',
    ]) {
      await knex(table).delete();
    }
    await knex.transaction(tx => this.#digests.schedule(tx, ann, schedule));
  }

  async apply(step: Step): Promise<void> {
    switch (step.do) {
      case 'notify':
        await this.fanOutFixture.notify({ to: { refs: [ann] }, at: this.now });
        break;
      case 'fan out':
        await this.runFanOut();
        break;
      case 'queue digests':
        await this.#digests.queueDue();
        break;
      case 'fan out and queue digests':
        await Promise.all([this.runFanOut(), this.#digests.queueDue()]);
        break;
      case 'send':
        await this.send();
        break;
      case 'pass':
        this.now += step.hours * HOUR;
        break;
      default:
        await this.applyPatchStep(step);
    }
  }

  /** Delivers until every notification has been in its digest. */
  async deliverAll(): Promise<SentRow[]> {
    for (let day = 0; day < 5; day += 1) {
      await this.runFanOut();
      await this.#digests.queueDue();
      await this.send();
      this.now += 24 * HOUR;
    }
    return [...this.#sent.values()];
  }

  private async runFanOut(): Promise<void> {
    await this.fanOutFixture.runJobs();
    for (const id of await this.fanOutFixture
      .knex('notifications')
      .pluck('id')) {
      if (!this.#sent.has(id)) {
        this.#sent.set(id, { id, snoozes: 0, wasRead: false, digests: 0 });
      }
    }
  }

  private async send(): Promise<void> {
    const { knex } = this.fanOutFixture;
    const waiting = await knex('mails').where({
      kind: 'digest',
      status: 'waiting',
    });
    for (const { id, about } of waiting) {
      const [since, end] = about.split('/');
      const late = await this.#digests.readBackfill(ann, since);
      const span = { since, until: end, ...late };
      const { items, total } = await this.#mails.source.readDigest(
        ann,
        span,
        100,
      );
      if (total !== items.length) {
        throw new Error(`A digest shows ${items.length} of ${total}`);
      }
      items.forEach(item => {
        this.#sent.get(item.id)!.digests += 1;
      });
      await knex('mails').where({ id }).update({ status: 'sent' });
    }
  }

  private async applyPatchStep(step: Step & { nth: number }): Promise<void> {
    const sent = [...this.#sent.values()][step.nth];
    if (!sent) {
      return;
    }
    if (step.do === 'snooze') {
      sent.snoozes += 1;
      const snoozedUntil = new Date(this.now + step.hours * HOUR);
      await this.states.updateMany(this.#scope, [sent.id], {
        snoozed_until: snoozedUntil.toISOString(),
      });
    } else if (step.do === 'mark') {
      sent.wasRead ||= step.is_read;
      await this.states.updateMany(this.#scope, [sent.id], {
        is_read: step.is_read,
      });
    }
  }
}

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('digests on %s', id => {
  let knex: Knex;
  afterEach(() => knex.destroy());

  it('contains each unread notification once, and at most once more per snooze @full', async () => {
    knex = await databases.init(id);
    const fanOutFixture = await FanOutFixture.create(knex);
    await fanOutFixture.join([ann], roleRanks.guest);
    const fixture = new MailFixture(fanOutFixture);
    const seen = { late: 0, snoozed: 0 };

    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 8, maxLength: 40 }),
        async steps => {
          await fixture.reset();
          for (const each of steps) {
            await fixture.apply(each);
          }
          const sent = await fixture.deliverAll();
          for (const { snoozes, wasRead, digests } of sent) {
            expect(digests).toBeLessThanOrEqual(1 + snoozes);
            expect(wasRead || digests > 0).toBe(true);
            seen.snoozed += Number(snoozes > 0 && digests > 0);
          }
          seen.late += (await knex('digest_backfill')).length;
        },
      ),
      { numRuns: numRuns(20) },
    );
    expect(seen.late).toBeGreaterThan(5);
    expect(seen.snoozed).toBeGreaterThan(5);
  });
});
