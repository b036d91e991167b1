import { mockServices } from '@backstage/backend-test-utils';
import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { ParsedMail } from 'mailparser';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { silent } from '../../../__testUtils__/spine';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { until } from '../../../__testUtils__/until';
import {
  landscape,
  thing,
} from '../../../core/projects/__testUtils__/landscape';
import { Queue } from '../../../queue/Queue';
import {
  addressesIn,
  TestMailServer,
} from '../../mail/__testUtils__/TestMailServer';
import { Mails } from '../../mail/Mails';
import { MailStore } from '../../mail/MailStore';
import { Desk } from '../../work/__testUtils__/Desk';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';
import { cellsOf, sheetsOf } from '../files/__testUtils__/download';
import { textOfPdf } from '../pdf/__testUtils__/textOfPdf';
import { DueSchedules } from './DueSchedules';

const ROOT = '/workspaces/default/dashboards';

const scheduler = mockServices.scheduler();
describe('mailing dashboards', () => {
  let server: TestMailServer;
  const mail: Record<string, unknown> = {
    from: 'Callboard <callboard@example.com>',
    perMinute: 60_000,
  };
  const options = {
    config: { mail } as never,
    entities: [...landscape, thing('User', 'no.address')],
    services: [schedulerFactory(scheduler)],
  };

  beforeAll(async () => {
    server = await TestMailServer.start();
    mail.smtp = { host: '127.0.0.1', port: server.port, security: 'none' };
  });
  afterAll(() => server.stop());

  describeCallboard('over SMTP', options, callboard => {
    const world = makeDashboardWorld(callboard);
    let board: { id: string; name: string };

    const untilMailed = () =>
      until(
        async () =>
          (
            await callboard()
              .knex('jobs')
              .whereIn('queue', ['mails', 'mailed-documents'])
          ).length === 0,
      );

    beforeAll(async () => {
      await world.enter();
      const open = await Desk.open(callboard());
      const secret = await Desk.open(callboard(), 'payments_api');
      for (const desk of [open, secret]) {
        for (let nth = 0; nth < 7; nth += 1) {
          await desk.make({ priority: 'high' });
        }
      }
      await secret
        .as('superAdmin')
        .patch(secret.path, { access: 'secret' })
        .expect(200);
    });

    beforeEach(async () => {
      await untilMailed();
      server.taken.length = 0;
      board = await world.newDashboard('admin', { access: 'shared' });
      await callboard()
        .as('admin')
        .post(`${ROOT}/${board.id}/widgets`, {
          widget_type: 'table',
          title: 'Work',
          config: { x_axis: 'PRIORITY' },
        })
        .expect(201);
    });

    const schedule = async (input: object = {}) => {
      const { body } = await callboard()
        .as('admin')
        .post(`${ROOT}/${board.id}/schedules`, {
          recipient_refs: [people.admin, people.member],
          frequency: 'daily',
          hour: 8,
          ...input,
        })
        .expect(201);
      return body as DashboardSchedule;
    };
    const now = async (id: string): Promise<DashboardSchedule> => {
      const path = `${ROOT}/${board.id}/schedules`;
      const { body } = await callboard().as('admin').get(path).expect(200);
      return body.items.find((one: DashboardSchedule) => one.id === id);
    };
    const comesDue = (id: string, at: Date = new Date(Date.now() - 1_000)) =>
      callboard()
        .knex('dashboard_schedules')
        .where({ id })
        .update({ next_at: at });
    const send = async () => {
      await scheduler.triggerTask('callboard-dashboard-mails');
      await untilMailed();
    };
    const taken = async () =>
      new Map<string, ParsedMail>(
        (await server.parsed())
          .filter(({ subject }) => subject === board.name)
          .map(parsed => [addressesIn(parsed.to).join(), parsed]),
      );
    const of = (who: PersonName) => `${people[who].split('/')[1]}@example.com`;
    const becomes = async () =>
      (await callboard().knex('mails').where({ kind: 'document' })).map(
        ({ user_ref, status }) => `${user_ref} ${status}`,
      );

    it('has each person get the numbers that they see', async () => {
      const { id, last_sent_at } = await schedule();
      expect(last_sent_at).toBeNull();
      await comesDue(id);
      await send();
      const mails = await taken();
      expect([...mails.keys()].sort()).toEqual([of('admin'), of('member')]);
      for (const [who, total] of [
        ['admin', '14'],
        ['member', '7'],
      ] as const) {
        const { attachments, text, html } = mails.get(of(who))!;
        expect(attachments).toHaveLength(1);
        const [{ contentType, filename, content }] = attachments;
        expect(contentType).toBe('application/pdf');
        expect(filename).toMatch(/\.pdf$/);
        const words = (await textOfPdf(content)).join('\n').split('\n');
        expect(words.slice(words.indexOf('Total')).slice(0, 2)).toEqual([
          'Total',
          total,
        ]);
        expect(text).toContain(`/dashboards/${board.id}?workspace=default`);
        expect(html).toContain('Open in Callboard');
        expect(text).toContain('Ada Admin sends you this dashboard.');
        expect(text).toContain('Ada Admin has this dashboard mailed to you.');
      }
      const after = await now(id);
      expect(Date.parse(after.last_sent_at!)).toBeGreaterThan(
        Date.now() - 60_000,
      );
      expect(Date.parse(after.next_at!)).toBeGreaterThan(Date.now());
      expect(after.version).toBe(1);
    });

    it('can be a spreadsheet', async () => {
      const { id } = await schedule({ format: 'xlsx' });
      await comesDue(id);
      await send();
      const [{ content, filename }] = (await taken()).get(
        of('member'),
      )!.attachments;
      expect(filename).toMatch(/\.xlsx$/);
      const [sheet] = await sheetsOf(content);
      expect(cellsOf(sheet).at(-1)).toEqual(['Total', 7]);
    });

    it('happens once for each time that it is due', async () => {
      const { id } = await schedule();
      await comesDue(id);
      await send();
      await send();
      expect(server.taken).toHaveLength(2);
      await comesDue(id);
      await send();
      expect(server.taken).toHaveLength(4);
    });

    it('is ordered by one of two replicas, by the clock they are given', async () => {
      const { knex } = callboard();
      const { id } = await schedule({ timezone: 'Europe/Berlin', hour: 2 });
      // That night the clock goes from 2 to 3.
      await comesDue(id, new Date('2026-03-28T01:00:00Z'));
      let time = Date.parse('2026-03-28T01:00:30Z');
      const clock = { now: () => time };
      const deps = { knex, clock, logger: silent };
      const replica = () =>
        new DueSchedules({
          ...deps,
          mails: new Mails({
            queue: new Queue({ ...deps, graceMs: 0 }),
            store: new MailStore(deps),
            isOn: true,
          }),
        });
      const orders = async () => {
        await Promise.all([replica().orderDue(), replica().orderDue()]);
        return knex('mails')
          .where('about', 'like', `${id}/%`)
          .where({ user_ref: people.member })
          .orderBy('about')
          .pluck('about');
      };
      expect(await orders()).toEqual([`${id}/2026-03-28T01:00:00.000Z`]);
      time = Date.parse('2026-03-29T00:59:59Z');
      expect(await orders()).toHaveLength(1);
      time = Date.parse('2026-03-29T05:00:00Z');
      expect(await orders()).toEqual([
        `${id}/2026-03-28T01:00:00.000Z`,
        `${id}/2026-03-29T01:00:00.000Z`,
      ]);
      expect((await now(id)).next_at).toBe('2026-03-30T00:00:00.000Z');
    });

    it('leaves out who does not see the dashboard any more', async () => {
      const { id } = await schedule();
      await comesDue(id);
      await callboard()
        .as('admin')
        .patch(`${ROOT}/${board.id}`, { access: 'private' })
        .expect(200);
      await send();
      expect([...(await taken()).keys()]).toEqual([of('admin')]);
    });

    it('leaves out who has left the workspace', async () => {
      const members = '/workspaces/default/members';
      const boss = callboard().as('superAdmin');
      const { body: joined } = await boss
        .post(members, { user_ref: people.projectAdmin, role: 'member' })
        .expect(201);
      const { id } = await schedule({
        recipient_refs: [people.projectAdmin, people.member],
      });
      await boss.delete(`${members}/${joined.id}`).expect(204);
      await comesDue(id);
      await send();
      expect([...(await taken()).keys()]).toEqual([of('member')]);
    });

    it('leaves out who is not in the catalog', async () => {
      const gone = 'user:default/gone';
      await callboard()
        .as('superAdmin')
        .post('/workspaces/default/members', {
          user_ref: gone,
          role: 'member',
        })
        .expect(201);
      const { id } = await schedule({ recipient_refs: [people.member, gone] });
      await callboard().knex('mails').delete();
      await comesDue(id);
      await send();
      expect((await becomes()).sort()).toEqual([
        `${gone} skipped`,
        `${people.member} sent`,
      ]);
    });

    it('leaves out who wants no such mails, and who has no address', async () => {
      const path = '/notifications/preferences';
      const member = callboard().as('member');
      const { body } = await member.get(path).expect(200);
      const type = body.types.find(
        (one: { type: string }) => one.type === 'dashboard.mailed',
      );
      expect(type).toMatchObject({
        is_mail_only: true,
        channels: { bell: false, email: true, browser: false, digest: false },
      });
      type.channels.email = false;
      await member.put(path, body).expect(200);
      const nobody = 'user:default/no.address';
      await callboard().as('superAdmin').post('/workspaces/default/members', {
        user_ref: nobody,
        role: 'member',
      });
      const { id } = await schedule({
        recipient_refs: [people.member, nobody],
      });
      await callboard().knex('mails').delete();
      await comesDue(id);
      await send();
      expect((await becomes()).sort()).toEqual([
        `${people.member} skipped`,
        `${nobody} no_address`,
      ]);
      expect((await now(id)).last_sent_at).toBeNull();
      type.channels.email = true;
      await member.put(path, body).expect(200);
    });

    it('can be ended by the link in the mail', async () => {
      const { id } = await schedule();
      await comesDue(id);
      await send();
      const { headers } = (await taken()).get(of('member'))!;
      const { url } = (headers.get('list') as any).unsubscribe;
      const { pathname, search } = new URL(url);
      await callboard()
        .as('nobody')
        .post(pathname.replace('/api/callboard', '') + search)
        .expect(200);
      server.taken.length = 0;
      await comesDue(id);
      await send();
      expect([...(await taken()).keys()]).toEqual([of('admin')]);
      await callboard().knex('notification_preferences').delete();
    });

    it('ends with the schedule, and with the dashboard', async () => {
      const off = await schedule();
      const over = await schedule();
      const path = `${ROOT}/${board.id}/schedules`;
      await comesDue(off.id);
      await callboard()
        .as('admin')
        .patch(`${path}/${off.id}`, { is_enabled: false })
        .expect(200);
      await comesDue(over.id);
      await callboard().as('admin').delete(`${path}/${over.id}`).expect(204);
      await send();
      const last = await schedule();
      await comesDue(last.id);
      await callboard().as('admin').delete(`${ROOT}/${board.id}`).expect(204);
      await send();
      expect(server.taken).toEqual([]);
    });
  });
});
