import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { mockServices } from '@backstage/backend-test-utils';
import { ParsedMail } from 'mailparser';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { createId } from '../../../database/ids';
import { makeDashboardFixture } from '../__testUtils__/makeDashboardFixture';
import { silentLogger } from '../../../__testUtils__/changeFixture';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { until } from '../../../__testUtils__/until';
import {
  catalogEntities,
  createEntity,
} from '../../../core/projects/__testUtils__/catalogEntities';
import { Queue } from '../../../queue/Queue';
import {
  getHeaderAddresses,
  TestMailServer,
} from '../../mail/__testUtils__/TestMailServer';
import { Mails } from '../../mail/Mails';
import { MailStore } from '../../mail/MailStore';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import {
  getWorksheetCells,
  readWorksheets,
} from '../files/__testUtils__/download';
import { extractPdfText } from '../pdf/__testUtils__/extractPdfText';
import { ScheduleStore } from './ScheduleStore';
import { DueSchedules } from './DueSchedules';
import { NAMES } from '../../../pseudonyms/__testUtils__/names';
import { allowNamesOnlyFor } from '../../../pseudonyms/__testUtils__/allowNamesOnlyFor';

describe('dashboard schedules', () => {
  const ROOT = '/workspaces/default/dashboards';

  const daily = {
    recipient_refs: [people.member],
    frequency: 'daily',
    hour: 8,
  };

  describeCallboard(
    'dashboard schedules',
    { databases: 'tagged' },
    callboard => {
      const dashboardFixture = makeDashboardFixture(callboard);

      beforeAll(() => dashboardFixture.assignRoles());
      beforeEach(() => callboard().knex('dashboard_schedules').delete());

      const add = async (id: string, input: object = {}) => {
        const { body } = await callboard()
          .as('member')
          .post(`${ROOT}/${id}/schedules`, { ...daily, ...input })
          .expect(201);
        return body as DashboardSchedule;
      };
      const history = async (id: string) => {
        const { body } = await callboard()
          .as('superAdmin')
          .get(`/activity?workspace=default&entity_id=${id}`)
          .expect(200);
        return body.activities as any[];
      };

      it('creates, lists, updates and deletes a schedule', async () => {
        const { id } = await dashboardFixture.createDashboard('member');
        const path = `${ROOT}/${id}/schedules`;
        const made = await add(id);
        expect(made).toMatchObject({
          ...daily,
          dashboard_id: id,
          weekday: null,
          day_of_month: null,
          timezone: 'UTC',
          format: 'pdf',
          is_enabled: true,
          last_sent_at: null,
          version: 1,
        });
        expect(Date.parse(made.next_at!)).toBeGreaterThan(Date.now());
        expect(made.next_at).toContain('T08:00:00.000Z');
        const { body: weekly } = await callboard()
          .as('member')
          .patch(`${path}/${made.id}`, { frequency: 'weekly', weekday: 3 })
          .set('If-Match', '"1"')
          .expect(200);
        expect(weekly).toMatchObject({ weekday: 3, version: 2 });
        expect(new Date(weekly.next_at).getUTCDay()).toBe(3);
        const { body: off } = await callboard()
          .as('member')
          .patch(`${path}/${made.id}`, {
            frequency: 'daily',
            is_enabled: false,
          })
          .expect(200);
        expect(off).toMatchObject({ weekday: null, next_at: null });
        const stale = await callboard()
          .as('member')
          .patch(`${path}/${made.id}`, { hour: 9 })
          .set('If-Match', '"1"');
        expect(stale.status).toBe(412);
        const other = await add(id, { format: 'xlsx', timezone: 'Asia/Tokyo' });
        const { body: list } = await callboard()
          .as('member')
          .get(path)
          .expect(200);
        expect(list).toEqual({ items: [off, other], next_cursor: null });
        await callboard().as('member').delete(`${path}/${made.id}`).expect(204);
        const { body: left } = await callboard()
          .as('member')
          .get(path)
          .expect(200);
        expect(left.items).toEqual([other]);
      });

      it('rejects new times of a schedule whose time zone the server does not know, until it is disabled', async () => {
        const { id } = await dashboardFixture.createDashboard('member');
        const made = await add(id);
        await callboard()
          .knex('dashboard_schedules')
          .where({ id: made.id })
          .update({ timezone: 'Mars/Olympus' });
        const path = `${ROOT}/${id}/schedules/${made.id}`;
        const member = callboard().as('member');
        const { body } = await member.patch(path, { hour: 9 }).expect(400);
        expect(body.error.message).toBe(
          'body.timezone: is not known to this server',
        );
        const disabled = await member
          .patch(path, { is_enabled: false })
          .expect(200);
        expect(disabled.body).toMatchObject({ next_at: null });
        const enabled = await member
          .patch(path, { is_enabled: true, timezone: 'UTC' })
          .expect(200);
        expect(enabled.body.next_at).not.toBeNull();
      });

      it('records activity entries, and hides them from guests', async () => {
        const { id } = await dashboardFixture.createDashboard('member', {
          access: 'shared',
        });
        const made = await add(id);
        await callboard()
          .as('member')
          .patch(`${ROOT}/${id}/schedules/${made.id}`, { hour: 8 })
          .expect(200);
        await callboard()
          .as('member')
          .patch(`${ROOT}/${id}/schedules/${made.id}`, { hour: 10 })
          .expect(200);
        const [changed, created, ...rest] = await history(made.id);
        expect(rest).toEqual([]);
        expect(created).toMatchObject({
          action: 'create',
          entity_type: 'dashboard_schedule',
        });
        expect(changed.changes).toEqual([
          { field: 'hour', old_value: 8, new_value: 10 },
        ]);
        const { body } = await callboard()
          .as('guest')
          .get(`/activity?workspace=default&entity_id=${made.id}`)
          .expect(200);
        expect(body.activities).toEqual([]);
      });

      it('allows the owner, and admins if the dashboard is shared @full-postgres @postgres', async () => {
        const shared = await dashboardFixture.createDashboard('member', {
          access: 'shared',
        });
        const own = await dashboardFixture.createDashboard('member');
        const statuses = async (id: string) =>
          Promise.all(
            (['member', 'admin', 'guest', 'stranger'] as const).map(
              async who =>
                (await callboard().as(who).get(`${ROOT}/${id}/schedules`))
                  .status,
            ),
          );
        expect(await statuses(shared.id)).toEqual([200, 200, 403, 403]);
        expect(await statuses(own.id)).toEqual([200, 404, 403, 404]);
        const others = await dashboardFixture.createDashboard('admin', {
          access: 'shared',
        });
        const refused = await callboard()
          .as('member')
          .post(`${ROOT}/${others.id}/schedules`, daily);
        expect(refused.status).toBe(403);
        const { id: sid } = await add(shared.id);
        const elsewhere = await callboard()
          .as('member')
          .patch(`${ROOT}/${own.id}/schedules/${sid}`, { hour: 1 });
        expect(elsewhere.status).toBe(404);
        const foreign = await dashboardFixture.createOtherWorkspace();
        const deleted = await callboard()
          .as('superAdmin')
          .get(`${foreign}/${shared.id}/schedules`);
        expect(deleted.status).toBe(404);
      });

      it.each([
        ['recipient_refs', { recipient_refs: [] }],
        ['recipient_refs', { recipient_refs: [people.member, people.member] }],
        [
          'recipient_refs',
          {
            recipient_refs: Array.from(
              { length: 51 },
              (_, n) => `user:default/p${n}`,
            ),
          },
        ],
        [
          'recipient_refs[1]',
          { recipient_refs: [people.member, 'user:default/no'] },
        ],
        ['recipient_refs[0]', { recipient_refs: ['group:default/all'] }],
        ['weekday', { frequency: 'weekly' }],
        ['weekday', { weekday: 1 }],
        ['weekday', { frequency: 'weekly', weekday: 8 }],
        ['day_of_month', { frequency: 'monthly' }],
        ['day_of_month', { frequency: 'monthly', day_of_month: 32 }],
        ['hour', { hour: 24 }],
        ['hour', { hour: 7.5 }],
        ['timezone', { timezone: 'Mars/Olympus' }],
        ['format', { format: 'docx' }],
        ['frequency', { frequency: 'hourly' }],
      ])('rejects an invalid %s: %j', async (field, input) => {
        const { id } = await dashboardFixture.createDashboard('member');
        const { body } = await callboard()
          .as('member')
          .post(`${ROOT}/${id}/schedules`, { ...daily, ...input })
          .expect(400);
        expect(
          body.error.problems.map(
            (problem: { field: string }) => problem.field,
          ),
        ).toContain(`body.${field}`);
      });

      it('rejects a change to monthly without a day of the month', async () => {
        const { id } = await dashboardFixture.createDashboard('member');
        const { id: sid } = await add(id);
        const { body } = await callboard()
          .as('member')
          .patch(`${ROOT}/${id}/schedules/${sid}`, { frequency: 'monthly' })
          .expect(400);
        expect(body.error.problems).toEqual([
          {
            field: 'body.day_of_month',
            reason: 'is required for monthly emails',
          },
        ]);
      });

      it('limits a user to 50 schedules across all dashboards', async () => {
        const { knex } = callboard();
        const [first, other, over] = [
          await dashboardFixture.createDashboard('member'),
          await dashboardFixture.createDashboard('member'),
          await dashboardFixture.createDashboard('member'),
        ];
        await add(first.id);
        const [row] = await knex('dashboard_schedules');
        const rows = (dashboard_id: string, count: number) =>
          Array.from({ length: count }, (_, nth) => ({
            ...row,
            recipient_refs: JSON.stringify([people.member]),
            dashboard_id,
            id: createId(nth),
          }));
        await knex('dashboard_schedules').insert(rows(over.id, 18));
        await knex('dashboard_schedules').insert(rows(first.id, 18));
        await knex('dashboard_schedules').insert(rows(other.id, 12));
        const answers = await Promise.all(
          [first, other].map(({ id }) =>
            callboard().as('member').post(`${ROOT}/${id}/schedules`, daily),
          ),
        );
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
        const refused = answers.find(({ status }) => status === 409)!;
        expect(refused.body.error.message).toBe(
          'You can have at most 50 email schedules on all dashboards. Delete one first',
        );
        await callboard().as('member').delete(`${ROOT}/${over.id}`).expect(204);
        await add(other.id);
      });

      it('limits a dashboard to 20 schedules', async () => {
        const { id } = await dashboardFixture.createDashboard('member');
        for (let nth = 0; nth < 20; nth += 1) {
          await add(id);
        }
        const { status } = await callboard()
          .as('member')
          .post(`${ROOT}/${id}/schedules`, daily);
        expect(status).toBe(409);
      });
    },
  );
});

describe('dashboard emails', () => {
  const ROOT = '/workspaces/default/dashboards';

  const scheduler = mockServices.scheduler();
  describe('scheduled dashboard emails', () => {
    let server: TestMailServer;
    const mail: Record<string, unknown> = {
      from: 'Callboard <callboard@example.com>',
      perMinute: 60_000,
    };
    const options = {
      config: { mail } as never,
      entities: [...catalogEntities, createEntity('User', 'no.address')],
      services: [schedulerFactory(scheduler)],
    };

    beforeAll(async () => {
      server = await TestMailServer.start();
      mail.smtp = { host: '127.0.0.1', port: server.port, security: 'none' };
    });
    afterAll(() => server.stop());

    describeCallboard(
      'schedules over SMTP',
      { ...options, databases: 'tagged' },
      callboard => {
        const dashboardFixture = makeDashboardFixture(callboard);
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
          await dashboardFixture.assignRoles();
          const open = await ProjectFixture.open(callboard());
          const secret = await ProjectFixture.open(callboard(), 'payments_api');
          for (const fixture of [open, secret]) {
            for (let nth = 0; nth < 7; nth += 1) {
              await fixture.make({ priority: 'high' });
            }
          }
          await secret
            .as('superAdmin')
            .patch(secret.path, { access: 'secret' })
            .expect(200);
        });

        beforeEach(async () => {
          await untilMailed();
          server.accepted.length = 0;
          board = await dashboardFixture.createDashboard('admin', {
            access: 'shared',
          });
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
        const readSchedule = async (id: string): Promise<DashboardSchedule> => {
          const path = `${ROOT}/${board.id}/schedules`;
          const { body } = await callboard().as('admin').get(path).expect(200);
          return body.items.find((one: DashboardSchedule) => one.id === id);
        };
        const makeDue = (id: string, at: Date = new Date(Date.now() - 1_000)) =>
          callboard()
            .knex('dashboard_schedules')
            .where({ id })
            .update({ next_at: at });
        const send = async () => {
          await scheduler.triggerTask('callboard-every-minute');
          await untilMailed();
        };
        const readSentEmails = async () =>
          new Map<string, ParsedMail>(
            (await server.parseAccepted())
              .filter(({ subject }) => subject === board.name)
              .map(parsed => [getHeaderAddresses(parsed.to).join(), parsed]),
          );
        const getMailAddress = (who: PersonName) =>
          `${people[who].split('/')[1]}@example.com`;
        const listEmailStatuses = async () =>
          (await callboard().knex('mails').where({ kind: 'document' })).map(
            ({ user_ref, status }) => `${user_ref} ${status}`,
          );

        it('sends each recipient the numbers they have access to', async () => {
          const { id, last_sent_at } = await schedule();
          expect(last_sent_at).toBeNull();
          await makeDue(id);
          await send();
          const mails = await readSentEmails();
          expect([...mails.keys()].sort()).toEqual([
            getMailAddress('admin'),
            getMailAddress('member'),
          ]);
          for (const [who, total] of [
            ['admin', '14'],
            ['member', '7'],
          ] as const) {
            const { attachments, text, html } = mails.get(getMailAddress(who))!;
            expect(attachments).toHaveLength(1);
            const [{ contentType, filename, content }] = attachments;
            expect(contentType).toBe('application/pdf');
            expect(filename).toMatch(/\.pdf$/);
            const words = (await extractPdfText(content))
              .join('\n')
              .split('\n');
            expect(words.slice(words.indexOf('Total')).slice(0, 2)).toEqual([
              'Total',
              total,
            ]);
            expect(text).toContain(`/dashboards/${board.id}?workspace=default`);
            expect(html).toContain('Open in Callboard');
            expect(text).toContain(
              'Ada Admin scheduled this dashboard for you.',
            );
            expect(text).toContain(
              'Ada Admin added you to an email schedule of this dashboard.',
            );
          }
          const after = await readSchedule(id);
          expect(Date.parse(after.last_sent_at!)).toBeGreaterThan(
            Date.now() - 60_000,
          );
          expect(Date.parse(after.next_at!)).toBeGreaterThan(Date.now());
          expect(after.version).toBe(1);
        });

        it('attaches a spreadsheet if the format is xlsx @postgres', async () => {
          const { id } = await schedule({ format: 'xlsx' });
          await makeDue(id);
          await send();
          const [{ content, filename }] = (await readSentEmails()).get(
            getMailAddress('member'),
          )!.attachments;
          expect(filename).toMatch(/\.xlsx$/);
          const [sheet] = await readWorksheets(content);
          expect(getWorksheetCells(sheet).at(-1)).toEqual(['Total', 7]);
        });

        it('sends one email to each recipient each time the schedule is due @full', async () => {
          const { id } = await schedule();
          await makeDue(id);
          await send();
          await send();
          expect(server.accepted).toHaveLength(2);
          await makeDue(id);
          await send();
          expect(server.accepted).toHaveLength(4);
        });

        it('queues one email per due time with two replicas, across a clock change @postgres', async () => {
          const { knex } = callboard();
          const { id } = await schedule({ timezone: 'Europe/Berlin', hour: 2 });
          // The clock jumps from 2 to 3 that night.
          await makeDue(id, new Date('2026-03-28T01:00:00Z'));
          let time = Date.parse('2026-03-28T01:00:30Z');
          const clock = { now: () => time };
          const deps = { knex, clock, logger: silentLogger };
          const replica = () =>
            new DueSchedules({
              ...deps,
              mails: new Mails({
                queue: new Queue({ ...deps, graceMs: 0 }),
                store: new MailStore(deps),
                isOn: true,
              }),
              store: new ScheduleStore(),
            });
          const queueTwice = async () => {
            await Promise.all([replica().queueDue(), replica().queueDue()]);
            return knex('mails')
              .where('about', 'like', `${id}/%`)
              .where({ user_ref: people.member })
              .orderBy('about')
              .pluck('about');
          };
          expect(await queueTwice()).toEqual([
            `${id}/2026-03-28T01:00:00.000Z`,
          ]);
          time = Date.parse('2026-03-29T00:59:59Z');
          expect(await queueTwice()).toHaveLength(1);
          time = Date.parse('2026-03-29T05:00:00Z');
          expect(await queueTwice()).toEqual([
            `${id}/2026-03-28T01:00:00.000Z`,
            `${id}/2026-03-29T01:00:00.000Z`,
          ]);
          expect((await readSchedule(id)).next_at).toBe(
            '2026-03-30T00:00:00.000Z',
          );
        });

        it('skips a recipient who lost access to the dashboard', async () => {
          const { id } = await schedule();
          await makeDue(id);
          await callboard()
            .as('admin')
            .patch(`${ROOT}/${board.id}`, { access: 'private' })
            .expect(200);
          await send();
          expect([...(await readSentEmails()).keys()]).toEqual([
            getMailAddress('admin'),
          ]);
        });

        it('skips a recipient who left the workspace', async () => {
          const members = '/workspaces/default/members';
          const boss = callboard().as('superAdmin');
          const { body: joined } = await boss
            .post(members, { user_ref: people.projectAdmin, role: 'member' })
            .expect(201);
          const { id } = await schedule({
            recipient_refs: [people.projectAdmin, people.member],
          });
          await boss.delete(`${members}/${joined.id}`).expect(204);
          await makeDue(id);
          await send();
          expect([...(await readSentEmails()).keys()]).toEqual([
            getMailAddress('member'),
          ]);
        });

        it('skips a recipient who is not in the catalog', async () => {
          const deleted = 'user:default/gone';
          await callboard()
            .as('superAdmin')
            .post('/workspaces/default/members', {
              user_ref: deleted,
              role: 'member',
            })
            .expect(201);
          const { id } = await schedule({
            recipient_refs: [people.member, deleted],
          });
          await callboard().knex('mails').delete();
          await makeDue(id);
          await send();
          expect((await listEmailStatuses()).sort()).toEqual([
            `${deleted} skipped`,
            `${people.member} sent`,
          ]);
        });

        it('skips recipients who turned these emails off or have no address', async () => {
          const path = '/notifications/preferences';
          const member = callboard().as('member');
          const { body } = await member.get(path).expect(200);
          const type = body.types.find(
            (one: { type: string }) => one.type === 'dashboard.mailed',
          );
          expect(type).toMatchObject({
            is_mail_only: true,
            channels: {
              bell: false,
              email: true,
              browser: false,
              digest: false,
            },
          });
          type.channels.email = false;
          await member.put(path, body).expect(200);
          const nobody = 'user:default/no.address';
          await callboard()
            .as('superAdmin')
            .post('/workspaces/default/members', {
              user_ref: nobody,
              role: 'member',
            });
          const { id } = await schedule({
            recipient_refs: [people.member, nobody],
          });
          await callboard().knex('mails').delete();
          await makeDue(id);
          await send();
          expect((await listEmailStatuses()).sort()).toEqual([
            `${people.member} skipped`,
            `${nobody} no_address`,
          ]);
          expect((await readSchedule(id)).last_sent_at).toBeNull();
          type.channels.email = true;
          await member.put(path, body).expect(200);
        });

        it('stops emails to a recipient who uses the unsubscribe link @full', async () => {
          const { id } = await schedule();
          await makeDue(id);
          await send();
          const { headers } = (await readSentEmails()).get(
            getMailAddress('member'),
          )!;
          const { url } = (headers.get('list') as any).unsubscribe;
          const { pathname, search } = new URL(url);
          await callboard()
            .as('nobody')
            .post(pathname.replace('/api/callboard', '') + search)
            .expect(200);
          server.accepted.length = 0;
          await makeDue(id);
          await send();
          expect([...(await readSentEmails()).keys()]).toEqual([
            getMailAddress('admin'),
          ]);
          await callboard().knex('notification_preferences').delete();
        });

        it('stops when the schedule is disabled or deleted, or its dashboard is deleted', async () => {
          const off = await schedule();
          const over = await schedule();
          const path = `${ROOT}/${board.id}/schedules`;
          await makeDue(off.id);
          await callboard()
            .as('admin')
            .patch(`${path}/${off.id}`, { is_enabled: false })
            .expect(200);
          await makeDue(over.id);
          await callboard()
            .as('admin')
            .delete(`${path}/${over.id}`)
            .expect(204);
          await send();
          const last = await schedule();
          await makeDue(last.id);
          await callboard()
            .as('admin')
            .delete(`${ROOT}/${board.id}`)
            .expect(204);
          await send();
          expect(server.accepted).toEqual([]);
        });
      },
    );
  });
});

describe('dashboard emails with pseudonyms', () => {
  const ROOT = '/workspaces/default/dashboards';

  const scheduler = mockServices.scheduler();

  describe('scheduled dashboard emails without names', () => {
    let server: TestMailServer;
    const mail: Record<string, unknown> = {
      from: 'Callboard <callboard@example.com>',
      perMinute: 60_000,
    };
    const config = { mail, activity: { privacy: 'pseudonymous' } };

    beforeAll(async () => {
      server = await TestMailServer.start();
      mail.smtp = { host: '127.0.0.1', port: server.port, security: 'none' };
    });
    afterAll(() => server.stop());

    describeCallboard(
      'schedules with pseudonyms',
      {
        config: config as never,
        services: [
          allowNamesOnlyFor(people.superAdmin),
          schedulerFactory(scheduler),
        ],
      },
      callboard => {
        const dashboardFixture = makeDashboardFixture(callboard);

        beforeAll(() => dashboardFixture.assignRoles());

        it.each(['pdf', 'xlsx'] as const)(
          'replaces names for all recipients, even those who may see names: %s',
          async format => {
            server.accepted.length = 0;
            const board = await dashboardFixture.createDashboard('superAdmin', {
              access: 'shared',
            });
            const path = `${ROOT}/${board.id}`;
            const boss = callboard().as('superAdmin');
            await boss
              .post(`${path}/widgets`, {
                widget_type: 'activity_chart',
                title: 'Who',
                config: { x_axis: 'USER' },
              })
              .expect(201);
            const { body } = await boss
              .post(`${path}/schedules`, {
                recipient_refs: [people.superAdmin, people.admin],
                frequency: 'daily',
                hour: 8,
                format,
              })
              .expect(201);
            await callboard()
              .knex('dashboard_schedules')
              .where({ id: body.id })
              .update({ next_at: new Date(Date.now() - 1_000) });
            await scheduler.triggerTask('callboard-every-minute');
            const mails = async () =>
              (await server.parseAccepted()).filter(
                ({ subject }) => subject === board.name,
              );
            await until(async () => (await mails()).length === 2);
            for (const { attachments, to } of await mails()) {
              const [{ content }] = attachments;
              const sent =
                format === 'pdf'
                  ? (await extractPdfText(content)).join('\n')
                  : JSON.stringify(
                      (await readWorksheets(content)).map(sheet =>
                        sheet.getSheetValues(),
                      ),
                    );
              expect(sent).toMatch(/Person [0-9a-z]{10}/);
              // Each email names only its own recipient.
              const [own] = getHeaderAddresses(to)[0].split('@');
              const others = sent.replaceAll(new RegExp(own, 'gi'), '');
              expect(NAMES.exec(others)?.[0]).toBeUndefined();
            }
          },
        );
      },
    );
  });
});

describe('dashboard emails without notifications', () => {
  const ROOT = '/workspaces/default/dashboards';

  const scheduler = mockServices.scheduler();

  describe('scheduled dashboard emails without the bell', () => {
    let server: TestMailServer;
    const mail: Record<string, unknown> = {
      from: 'Callboard <callboard@example.com>',
      perMinute: 60_000,
    };

    beforeAll(async () => {
      server = await TestMailServer.start();
      mail.smtp = { host: '127.0.0.1', port: server.port, security: 'none' };
    });
    afterAll(() => server.stop());

    describeCallboard(
      'schedules without the notifications feature',
      {
        config: { mail, features: { notifications: false } } as never,
        services: [schedulerFactory(scheduler)],
      },
      callboard => {
        const dashboardFixture = makeDashboardFixture(callboard);

        beforeAll(() => dashboardFixture.assignRoles());

        it('sends dashboards until the recipient uses the unsubscribe link', async () => {
          const board = await dashboardFixture.createDashboard('admin');
          const { body: schedule } = await callboard()
            .as('admin')
            .post(`${ROOT}/${board.id}/schedules`, {
              recipient_refs: [people.admin],
              frequency: 'daily',
              hour: 8,
              format: 'xlsx',
            })
            .expect(201);
          const listEmailStatuses = (): Promise<string[]> =>
            callboard().knex('mails').orderBy('id').pluck('status');
          const send = async () => {
            await callboard()
              .knex('dashboard_schedules')
              .where({ id: schedule.id })
              .update({ next_at: new Date(Date.now() - 1_000) });
            await scheduler.triggerTask('callboard-every-minute');
            await until(async () =>
              (
                await listEmailStatuses()
              ).every(status => !['waiting', 'sending'].includes(status)),
            );
          };
          await send();
          expect(await listEmailStatuses()).toEqual(['sent']);
          const [{ headers, text }] = await server.parseAccepted();
          expect(text).toContain(
            'Unsubscribe from “Scheduled dashboard email” emails',
          );
          expect(text).not.toContain('/notifications/preferences');
          const { url } = (headers.get('list') as any).unsubscribe;
          const { pathname, search } = new URL(url);
          const unsubscribePath =
            pathname.replace('/api/callboard', '') + search;
          const nobody = callboard().as('nobody');
          await nobody.get(unsubscribePath).expect(200);
          const done = await nobody.post(unsubscribePath).expect(200);
          expect(done.text).toContain('Unsubscribed from “Scheduled');
          expect(done.text).not.toContain('/notifications/preferences');
          await send();
          expect(await listEmailStatuses()).toEqual(['sent', 'skipped']);
        });
      },
    );
  });
});
