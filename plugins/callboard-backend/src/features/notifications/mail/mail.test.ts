import { FolderMail } from '@callboard/plugin-callboard-common';
import { mkdtempSync, rmSync } from 'fs';
import { ParsedMail } from 'mailparser';
import { tmpdir } from 'os';
import { join } from 'path';
import request from 'supertest';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import {
  people,
  PersonName,
  testEntities,
} from '../../../__testUtils__/startCallboard';
import {
  addressesIn,
  TestMailServer,
} from '../../mail/__testUtils__/TestMailServer';
import { until } from '../../../__testUtils__/until';
import { untilTold } from '../__testUtils__/untilTold';

const TYPE = 'catalog.broken';

const vault = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'vault', namespace: 'default' },
};

describe('mails about notifications', () => {
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

  const options = {
    config: config as never,
    entities: [...testEntities, vault],
  };

  describeCallboard('over SMTP', options, callboard => {
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
          .post('/workspaces/default/members', { user_ref: people[role], role })
          .expect(201);
      }
    });
    beforeEach(async () => {
      await untilRelayed(callboard().knex);
      await untilTold(callboard().knex);
      await untilMailed();
      server.taken.length = 0;
      await callboard().knex('notification_settings').delete();
      await callboard().knex('notification_preferences').delete();
    });

    const tell = async (body: object = {}) => {
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
      await untilTold(callboard().knex);
    };
    const mails = async (): Promise<ParsedMail[]> => {
      await untilMailed();
      // Rules tell of what the tests change, too.
      return (await server.parsed()).filter(({ subject = '' }) =>
        /^(It broke|Still|Again|Other|\[High\] For members)$/.test(subject),
      );
    };
    const recipients = async () =>
      (await mails()).flatMap(({ to }) => addressesIn(to)).sort();
    const unsubscribePath = ({ headers }: ParsedMail) => {
      const { url } = (headers.get('list') as any).unsubscribe;
      const { pathname, search } = new URL(url);
      return pathname + search;
    };
    const http = () => request(`http://localhost:${callboard().port}`);
    const status = async () =>
      (await callboard().as('superAdmin').get('/admin/mail').expect(200)).body;
    const wants = async (who: PersonName, patch: object) => {
      const path = '/notifications/preferences';
      const { body } = await callboard().as(who).get(path).expect(200);
      await callboard()
        .as(who)
        .put(path, { ...body, ...patch })
        .expect(200);
    };

    /** Has mails wait, as in the night, until `letGo`. */
    async function hold(who: PersonName) {
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
    async function letGo() {
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

    it('reach those who are told at the address in the catalog, whatever the staff list says', async () => {
      await newStaff('1', { first_name: 'Gus', user_ref: people.guest });
      await tell({ recipients: [people.member, people.guest] });
      expect(await recipients()).toEqual([
        'gus.guest@example.com',
        'max.member@example.com',
      ]);
      const [mail] = await mails();
      expect(mail.text).toMatch(/^Default\n\nIt broke\n/);
      expect(mail.text).toContain('Why did I get this? The plugin');
    });

    it('reach those of the staff whom the catalog does not know, until they resign', async () => {
      const user_ref = 'user:default/nia.new';
      await callboard()
        .as('superAdmin')
        .post('/workspaces/default/members', { user_ref, role: 'member' })
        .expect(201);
      const id = await newStaff('2', { first_name: 'Nia', user_ref });
      await tell({ recipients: [user_ref] });
      expect(await recipients()).toEqual(['nia@work.example.com']);
      await callboard()
        .as('superAdmin')
        .post(`/workspaces/default/staff/${id}/deactivate`, {})
        .expect(200);
      await tell({ recipients: [user_ref], title: 'Still' });
      expect(await recipients()).toEqual(['nia@work.example.com']);
    });

    async function newStaff(
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
          ...(await newDepartment(`Department ${staff_id}`)),
        })
        .expect(201);
      return body.id;
    }

    async function newDepartment(name: string) {
      const { body } = await callboard()
        .as('superAdmin')
        .post('/workspaces/default/departments', { name })
        .expect(201);
      return { department_id: body.id };
    }

    it('end by the link in them, without signing in, of one type and person', async () => {
      await tell();
      const [mail] = await mails();
      const path = unsubscribePath(mail);
      await http().get(path).expect(200);
      await tell({ title: 'Still' });
      expect(await mails()).toHaveLength(2);
      const { text } = await http()
        .post(path)
        .type('form')
        .send('List-Unsubscribe=One-Click')
        .expect(200);
      expect(text).toContain(TYPE);
      await tell({ title: 'Again', recipients: [people.member, people.admin] });
      await tell({ type: 'other.type', title: 'Other' });
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
    ])('tell nothing that was %s while they waited', async (_name, mark) => {
      await hold('member');
      await tell();
      const { body } = await callboard()
        .as('member')
        .get(`/notifications?type=${TYPE}`);
      await mark(body.items[0].id).expect(200);
      await letGo();
      expect(await mails()).toEqual([]);
    });

    it('tell nothing of what may not be seen any more, or is not wanted by mail', async () => {
      await hold('member');
      await tell();
      await callboard()
        .knex('notification_preferences')
        .insert({
          user_ref: people.member,
          type: TYPE,
          ...{ bell: true, email: false, browser: false, digest: false },
        });
      await letGo();
      expect(await mails()).toEqual([]);

      await callboard().knex('notification_preferences').delete();
      await hold('member');
      await callboard()
        .as('admin')
        .post('/workspaces/default/announcements', {
          title: 'For members',
          severity: 'high',
          to: { everyone: true },
        })
        .expect(202);
      await untilTold(callboard().knex);
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
      await letGo();
      const told = await recipients();
      expect(told).toContain('gus.guest@example.com');
      expect(told.join()).not.toContain('max.member');
      await callboard()
        .as('superAdmin')
        .post('/workspaces/default/members', {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);
    });

    it('do not name a secret project to who is no member any more', async () => {
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
      await untilTold(callboard().knex);
      await untilMailed();
      const lost = (await server.parsed()).filter(({ subject }) =>
        subject?.includes('no longer a member'),
      );
      expect(lost).toHaveLength(1);
      expect(lost[0].text).not.toMatch(/vault/i);
      expect(lost[0].html).not.toMatch(/vault/i);
    });

    it('are a digest for those who want one, of what is in it', async () => {
      const { knex } = callboard();
      const times = { timezone: 'UTC', quiet_hours: null };
      await wants('member', {
        ...times,
        digest: { frequency: 'daily', at: '08:00', weekday: 1 },
      });
      expect(await knex('digests').pluck('user_ref')).toEqual([people.member]);
      await wants('member', {
        ...times,
        digest: { frequency: 'off', at: '08:00', weekday: 1 },
      });
      expect(await knex('digests')).toEqual([]);
    });

    it('are counted for an operator, with what did not arrive', async () => {
      const before = await status();
      await tell({ recipients: [people.admin] });
      await untilMailed();
      const after = await status();
      expect(after).toMatchObject({ transport: 'smtp', waiting: 0 });
      expect(after.last_day.sent).toBe(before.last_day.sent + 1);
    });
  });
});

describe('mails in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-mails-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  describeCallboard(
    'as in the demo',
    {
      databases: ['SQLITE_3'],
      config: { mail: { from: 'callboard@example.com', folder } },
    },
    callboard => {
      it('are shown to super admins', async () => {
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
