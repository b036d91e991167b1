import { omit } from 'lodash';
import { Period, PeriodChanges } from '@callboard/plugin-callboard-common';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import { setRole } from '../../../__testUtils__/setRole';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../../__testUtils__/listActivityEntries';
import {
  catalogEntities,
  createEntity,
} from '../../../core/projects/__testUtils__/catalogEntities';
import { Departments } from '../__testUtils__/Departments';
import { TimeFixture, today } from '../__testUtils__/TimeFixture';
import { addDays } from '../../../database/zones';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import { createId } from '../../../database/ids';
import { createChangeEvent } from '../../notifications/__testUtils__/createChangeEvent';
import { listNotificationEvents } from '../../notifications/__testUtils__/listNotificationEvents';
import { waitForNotifications } from '../../notifications/__testUtils__/waitForNotifications';
import { periodNotifications, formatPeriodSpan } from './periodNotifications';
import { findAccessPaths, recordPlans } from '../../../__testUtils__/plans';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import { LOADED_FROM, loadYear } from '../__testUtils__/loadYear';
import { databaseIds } from '../../../__testUtils__/databases';

describe('periods', () => {
  const PERIODS = '/workspaces/default/periods';

  describeCallboard(
    'periods',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      let fixture: TimeFixture;

      beforeAll(async () => {
        fixture = await TimeFixture.open(callboard());
      });

      const submit = (week: string) => fixture.submit('member', week);
      const log = (logged_at: string, duration_minutes: number) =>
        fixture.log('member', { logged_at, duration_minutes });
      const get = async (path: string, who: PersonName = 'member') =>
        (await fixture.as(who).get(`${PERIODS}/${path}`).expect(200)).body;

      it('returns 409 for changes to time entries of a submitted period @full', async () => {
        const monday = fixture.newWeek();
        const createdWorklog = await log(monday, 90);
        const elsewhere = fixture.newDay();
        const before = await log(elsewhere, 5);
        const period = await submit(addDays(monday, 2));
        expect(period).toEqual({
          id: expect.any(String),
          member_id: people.member,
          display_name: 'Max Member',
          week_start: monday,
          week_end: addDays(monday, 6),
          status: 'submitted',
          total_minutes: 90,
          expected_minutes: 2_400,
          submitted_at: expect.any(String),
          decided_by: null,
          decided_by_name: null,
          decided_at: null,
          reason: null,
          can_decide: false,
          version: 1,
          created_at: expect.any(String),
          updated_at: period.created_at,
        });
        expect(await get(period.id)).toMatchObject(period);
        expect(
          await fixture.readTimesheet('member', { week: monday }),
        ).toMatchObject({
          period: { id: period.id, status: 'submitted', version: 1 },
          locked_days: [0, 1, 2, 3, 4, 5, 6].map(day => addDays(monday, day)),
          is_editable: false,
        });
        const entry = await fixture
          .as('member')
          .get(fixture.getWorklogPath(createdWorklog))
          .expect(200);
        expect(entry.body.period_status).toBe('submitted');

        const cell = {
          work_item_id: fixture.item.id,
          date: monday,
          minutes: 5,
        };
        for (const who of ['member', 'superAdmin'] as const) {
          const as = fixture.as(who);
          const on_behalf_of = people.member;
          for (const refused of [
            as.patch(fixture.getWorklogPath(createdWorklog), {
              duration_minutes: 1,
            }),
            as.delete(fixture.getWorklogPath(createdWorklog)),
            as.post(fixture.getItemWorklogsPath(), {
              duration_minutes: 1,
              logged_at: monday,
              on_behalf_of,
            }),
            as.patch(fixture.getWorklogPath(before), { logged_at: monday }),
            as.patch(fixture.getWorklogPath(createdWorklog), {
              logged_at: elsewhere,
            }),
          ]) {
            const { body } = await refused.expect(409);
            expect(body.error.message).toContain('is submitted');
          }
        }
        const saved = await fixture.save('member', monday, [cell]).expect(409);
        expect(saved.body.error.message).toContain('body.cells[0].date');
        expect((await get(period.id)).total_minutes).toBe(90);
      });

      it('approves, rejects and reopens a period, and records an activity entry for each action @full-sqlite @postgres', async () => {
        const monday = fixture.newWeek();
        await log(monday, 60);
        const { id } = await submit(monday);
        const decided = async (action: 'approve' | 'reject' | 'reopen') =>
          (await fixture.decide('superAdmin', action, { id }).expect(200)).body;
        expect(await get(id, 'superAdmin')).toMatchObject({ can_decide: true });
        expect(await decided('reject')).toMatchObject({
          status: 'rejected',
          decided_by: people.superAdmin,
          decided_by_name: 'Sue Super',
          decided_at: expect.any(String),
          reason: 'Because',
          can_decide: false,
          version: 2,
        });
        const added = await log(monday, 30);
        expect(added.period_status).toBe('rejected');
        const elsewhen = fixture.newWeek();
        for (const [logged_at, period_status] of [
          [elsewhen, 'open'],
          [monday, 'rejected'],
        ]) {
          const { body } = await fixture
            .as('member')
            .patch(fixture.getWorklogPath(added), { logged_at })
            .expect(200);
          expect(body).toMatchObject({ logged_at, period_status });
        }
        expect(await get(id)).toMatchObject({ total_minutes: 90, version: 2 });
        expect(await submit(monday)).toMatchObject({ id, version: 3 });
        expect(await decided('approve')).toMatchObject({
          status: 'approved',
          reason: null,
          total_minutes: 90,
        });
        expect(await decided('reopen')).toMatchObject({ status: 'open' });

        const entries = await listActivityEntries(callboard(), id);
        const ofMember = { subject_ref: people.member };
        expect(
          entries.map(({ action, user_id, metadata }) => [
            action,
            user_id,
            metadata && omit(metadata, 'names'),
          ]),
        ).toEqual([
          ['submit', people.member, null],
          ['reject', people.superAdmin, ofMember],
          ['submit', people.member, null],
          ['approve', people.superAdmin, ofMember],
          ['reopen', people.superAdmin, ofMember],
        ]);
        expect(entries[0]).toMatchObject({
          entity_type: 'period',
          entity_label: `Max Member, ${monday} to ${addDays(monday, 6)}`,
        });
        expect(toFieldChanges(entries[1])).toEqual({
          status: ['submitted', 'rejected'],
          decided_by: [null, people.superAdmin],
          decided_at: [null, expect.any(String)],
          reason: [null, 'Because'],
        });

        const { items, next_cursor } = await get(`${id}/history?limit=3`);
        const nextPage = await get(`${id}/history?cursor=${next_cursor}`);
        expect(
          [...items, ...nextPage.items].map(step => [
            step.action,
            step.actor_name,
            step.total_minutes,
            step.reason,
          ]),
        ).toEqual([
          ['reopen', 'Sue Super', 90, 'Because'],
          ['approve', 'Sue Super', 90, null],
          ['submit', 'Max Member', 90, null],
          ['reject', 'Sue Super', 60, 'Because'],
          ['submit', 'Max Member', 60, null],
        ]);
        expect(nextPage.next_cursor).toBeNull();
      });

      it('returns 409 for actions that the status does not allow @full', async () => {
        const monday = fixture.newWeek();
        const period = await submit(monday);
        const expectRefused = async (
          ...actions: Array<'submit' | 'approve' | 'reject' | 'reopen'>
        ) => {
          for (const action of actions) {
            const before = await get(period.id);
            await (action === 'submit'
              ? fixture.as('member').post(PERIODS, { week: monday })
              : fixture.decide('superAdmin', action, period)
            ).expect(409);
            expect(await get(period.id)).toEqual(before);
          }
        };
        const decide = (action: 'approve' | 'reject' | 'reopen') =>
          fixture.decide('superAdmin', action, period).expect(200);
        await expectRefused('submit');
        await decide('approve');
        await expectRefused('submit', 'approve', 'reject');
        await decide('reopen');
        await expectRefused('reopen', 'approve', 'reject');
        await submit(monday);
        await decide('reopen');
        await submit(monday);
        await decide('reject');
        await expectRefused('reject', 'approve', 'reopen');
      });

      it('allows only one of two concurrent reopen requests @postgres', async () => {
        const period = await submit(fixture.newWeek());
        const both = await Promise.all(
          [1, 2].map(() => fixture.decide('superAdmin', 'reopen', period)),
        );
        expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      });

      it('returns 412 when the period has changed since the approver read it @full', async () => {
        const monday = fixture.newWeek();
        await log(monday, 60);
        const outdated = await submit(monday);
        await fixture.decide('superAdmin', 'reopen', outdated).expect(200);
        await log(monday, 600);
        const again = await submit(monday);
        for (const action of ['approve', 'reject', 'reopen'] as const) {
          await fixture
            .decide('superAdmin', action, outdated)
            .set('If-Match', `"${outdated.version}"`)
            .expect(412);
        }
        const approved = await fixture
          .decide('superAdmin', 'approve', outdated)
          .set('If-Match', `"${again.version}"`)
          .expect(200);
        expect(approved.body.total_minutes).toBe(660);
        expect(approved.headers.etag).toBe(`"${again.version + 1}"`);
      });

      it('returns 400 for reject and reopen without a valid reason', async () => {
        const { id } = await submit(fixture.newWeek());
        for (const body of [
          {},
          { reason: null },
          { reason: ' ' },
          { reason: 5 },
        ]) {
          for (const action of ['reject', 'reopen']) {
            const refused = await fixture
              .as('superAdmin')
              .post(`${PERIODS}/${id}/${action}`, body)
              .expect(400);
            expect(refused.body.error.message).toContain('body.reason');
          }
        }
        await fixture
          .as('superAdmin')
          .post(`${PERIODS}/${id}/reject`, { reason: 'x'.repeat(1_001) })
          .expect(400);
      });

      it('allows only the owner to submit, and only periods that have begun', async () => {
        const post = (who: PersonName, body: object) =>
          fixture.as(who).post(PERIODS, body);
        const week = fixture.newWeek();
        await post('superAdmin', { week, member_id: people.member }).expect(
          403,
        );
        await post('projectAdmin', { week, member_id: people.member }).expect(
          403,
        );
        await post('member', { week, member_id: people.member }).expect(201);
        const soon = addDays(today(), 7);
        const { body } = await post('member', { week: soon }).expect(400);
        expect(body.error.message).toContain('body.week');
        await post('member', { week: '2026-02-30' }).expect(400);
        await post('member', {}).expect(400);
        // An empty week can be submitted.
        const empty = await submit(fixture.newWeek());
        expect(empty.total_minutes).toBe(0);
      });

      it('lists changes since the last decision @full', async () => {
        const monday = fixture.newWeek();
        const tuesday = addDays(monday, 1);
        const other = await fixture.project.make({ title: 'Other' });
        const changed = await log(monday, 60);
        await log(tuesday, 30);
        const period = await submit(monday);
        const changes = async (who: PersonName): Promise<PeriodChanges> =>
          get(`${period.id}/changes`, who);
        const item = {
          issue_id: fixture.item.id,
          identifier: fixture.item.identifier,
          issue_name: fixture.item.title,
        };
        expect(await changes('superAdmin')).toEqual({
          since: null,
          items: [
            { ...item, date: monday, before_minutes: 0, after_minutes: 60 },
            { ...item, date: tuesday, before_minutes: 0, after_minutes: 30 },
          ],
        });
        await fixture.decide('superAdmin', 'reject', period).expect(200);
        expect((await changes('member')).items).toEqual([]);
        await fixture
          .as('member')
          .patch(fixture.getWorklogPath(changed), { duration_minutes: 75 })
          .expect(200);
        await fixture.log('member', { logged_at: tuesday }, other);
        await submit(monday);
        expect(await changes('superAdmin')).toEqual({
          since: expect.objectContaining({
            action: 'reject',
            reason: 'Because',
          }),
          items: [
            { ...item, date: monday, before_minutes: 60, after_minutes: 75 },
            {
              issue_id: other.id,
              identifier: other.identifier,
              issue_name: 'Other',
              date: tuesday,
              before_minutes: 0,
              after_minutes: 30,
            },
          ],
        });
        await fixture.decide('superAdmin', 'approve', period).expect(200);
        expect(await changes('superAdmin')).toMatchObject({
          since: { action: 'approve' },
          items: [],
        });
      });

      it('hides work items that the reader cannot see from the list of changes', async () => {
        const secret = await TimeFixture.open(callboard(), 'payments_api');
        await secret
          .as('superAdmin')
          .patch(secret.project.path, { access: 'secret' })
          .expect(200);
        await callboard().as('reader').get('/me').expect(200);
        const departments = new Departments(callboard());
        await departments.createStaff(
          'member',
          await departments.createDepartment('reader'),
        );
        const monday = fixture.newWeek();
        await secret.log('member', { logged_at: monday, duration_minutes: 20 });
        await log(monday, 10);
        const { id } = await submit(monday);
        await secret.setRole('member', null);
        const hidden = {
          issue_id: null,
          identifier: null,
          issue_name: null,
          date: monday,
          before_minutes: 0,
          after_minutes: 20,
        };
        const own: PeriodChanges = await get(`${id}/changes`);
        expect(own.items).toHaveLength(2);
        expect(own.items).toContainEqual(hidden);
        const managers: PeriodChanges = await get(`${id}/changes`, 'reader');
        expect(managers.items).toEqual([]);
      });

      it('omits minutes of projects that the reader cannot see', async () => {
        const secret = await TimeFixture.open(callboard(), 'payments_api');
        await secret
          .as('superAdmin')
          .patch(secret.project.path, { access: 'secret' })
          .expect(200);
        await secret.setRole('member', 'member');
        await setRole(
          callboard(),
          '/workspaces/default/members',
          'admin',
          'admin',
        );
        await callboard().as('reader').get('/me').expect(200);
        const monday = fixture.newWeek();
        await secret.log('member', { logged_at: monday, duration_minutes: 20 });
        await log(monday, 10);
        const period = await submit(monday);
        expect(period.total_minutes).toBe(30);
        const readers = { member: 30, admin: 30, reader: 10 } as const;
        const readTotals = async (who: keyof typeof readers) => {
          const { items } = await get(
            `?week=${monday}&member_id=${people.member}`,
            who,
          );
          const history = await get(`${period.id}/history`, who);
          const one = await get(period.id, who);
          return [...items, ...history.items, one].map(
            ({ total_minutes }) => total_minutes,
          );
        };
        for (const [who, minutes] of Object.entries(readers)) {
          expect(await readTotals(who as keyof typeof readers)).toEqual(
            Array(3).fill(minutes),
          );
        }
        const [activityEntry] = await listActivityEntries(
          callboard(),
          period.id,
        );
        expect(toFieldChanges(activityEntry)).toMatchObject({
          total_minutes: [null, 10],
        });
        const decided = await fixture
          .decide('reader', 'reject', period)
          .expect(200);
        expect(decided.body.total_minutes).toBe(10);
        const { since } = await get(`${period.id}/changes`, 'reader');
        expect(since.total_minutes).toBe(10);
        expect((await get(`${period.id}/changes`)).since.total_minutes).toBe(
          30,
        );
      });

      it('includes every time entry saved concurrently with the submission @full @postgres', async () => {
        for (let attempt = 0; attempt < 8; attempt += 1) {
          const monday = fixture.newWeek();
          const [first, second, period, third] = await Promise.all([
            fixture.save('member', monday, [
              { work_item_id: fixture.item.id, date: monday, minutes: 40 },
            ]),
            fixture.as('member').post(fixture.getItemWorklogsPath(), {
              duration_minutes: 7,
              logged_at: addDays(monday, 1),
            }),
            fixture.as('member').post(PERIODS, { week: monday }).expect(201),
            fixture.save('member', monday, [
              {
                work_item_id: fixture.item.id,
                date: addDays(monday, 2),
                minutes: 5,
              },
            ]),
          ]);
          const minutes = [
            first.status === 200 ? 40 : 0,
            second.status === 201 ? 7 : 0,
            third.status === 200 ? 5 : 0,
          ];
          for (const { status } of [first, second, third]) {
            expect([200, 201, 409]).toContain(status);
          }
          const total = minutes.reduce((sum, part) => sum + part);
          expect(period.body.total_minutes).toBe(total);
          expect((await get(period.body.id)).total_minutes).toBe(total);
          const timesheet = await fixture.readTimesheet('member', {
            week: monday,
          });
          expect(timesheet.grand_total_minutes).toBe(total);
        }
      });

      it('uses calendar months when the workspace sets period to month', async () => {
        const month = (day: string) => `2015-06-${day}`;
        const early = await log(month('01'), 10);
        const week: Period = await submit(month('01'));
        expect(week.week_end).toBe(month('07'));
        await log(month('30'), 20);
        await fixture.saveSettings({ period: 'month' });

        // The submitted week stays locked within a month that is not submitted.
        const own = {
          id: null,
          status: 'open',
          week_start: month('01'),
          week_end: month('30'),
          version: null,
        };
        const first = await fixture.readTimesheet('member', {
          week: month('03'),
        });
        expect(first.period).toEqual(own);
        expect(first.locked_days).toHaveLength(7);
        const last = await fixture.readTimesheet('member', {
          week: month('30'),
        });
        expect(last.period).toEqual(own);
        expect(last.locked_days).toEqual([]);
        const { body: refused } = await fixture
          .as('member')
          .post('/workspaces/default/periods', { week: month('15') })
          .expect(409);
        expect(refused.error.message).toBe(
          'The timesheet 2015-06-01 to 2015-06-07 is submitted and overlaps this one. Ask an approver to reopen it',
        );
        await fixture.decide('superAdmin', 'reopen', week).expect(200);
        const period = await submit(month('15'));
        expect(period).toMatchObject({
          week_start: month('01'),
          week_end: month('30'),
          total_minutes: 30,
        });
        // A week that spans two months is editable in the month that is not locked.
        expect(
          await fixture.readTimesheet('member', { week: month('30') }),
        ).toMatchObject({
          locked_days: [month('29'), month('30')],
          is_editable: true,
        });
        const fill = (date: string) =>
          fixture.save('member', month('30'), [
            { work_item_id: fixture.item.id, date, minutes: 15 },
          ]);
        await fill('2015-07-01').expect(200);
        await fill(month('29')).expect(409);

        await fixture.decide('superAdmin', 'reopen', period).expect(200);
        await fill(month('29')).expect(200);
        await fixture
          .as('member')
          .delete(fixture.getWorklogPath(early))
          .expect(204);
        await fixture.saveSettings({ period: null });
      });
    },
  );
});

describe('period list', () => {
  const PERIODS = '/workspaces/default/periods';

  describeCallboard(
    'periods list',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      let fixture: TimeFixture;
      /** The first days of four weeks, the latest first. */
      let weeks: string[];

      beforeAll(async () => {
        for (const who of ['reader', 'admin'] as const) {
          await callboard().as(who).get('/me').expect(200);
        }
        fixture = await TimeFixture.open(callboard());
        weeks = [1, 2, 3, 4].map(() => fixture.newWeek());
        const departments = new Departments(callboard());
        await departments.createStaff(
          'member',
          await departments.createDepartment('reader'),
        );
        const submit = async (who: PersonName, week: number, action?: any) => {
          const period = await fixture.submit(who, weeks[week]);
          if (action)
            await fixture.decide('superAdmin', action, period).expect(200);
        };
        await submit('member', 0);
        await submit('member', 1, 'reject');
        await submit('member', 2, 'approve');
        await fixture.log('projectAdmin', {
          logged_at: weeks[0],
          duration_minutes: 25,
        });
        await submit('projectAdmin', 0);
        await submit('projectAdmin', 3, 'reopen');
        await submit('reader', 1);
      });

      const list = async (who: PersonName, query = '') =>
        (await fixture.as(who).get(`${PERIODS}?${query}`).expect(200)).body;
      /** Returns the week and person of each period, such as `0 max`. */
      const getPeriodNames = (items: Period[]) =>
        items
          .map(({ week_start, member_id }) => {
            const [, name] = /\/(\w+)\./.exec(member_id)!;
            return `${weeks.indexOf(week_start)} ${name}`;
          })
          .sort();

      it.each<[PersonName, string[]]>([
        ['superAdmin', ['0 max', '0 pia', '1 max', '1 ria', '2 max', '3 pia']],
        ['member', ['0 max', '1 max', '2 max']],
        ['projectAdmin', ['0 pia', '3 pia']],
        ['reader', ['0 max', '1 max', '1 ria', '2 max']],
        ['admin', []],
      ])(
        'lists for %s only their own periods and those they can approve',
        async (who, expected) => {
          const { items, total } = await list(who);
          expect(getPeriodNames(items)).toEqual(expected);
          expect(total).toBe(expected.length);
          const days = items.map(({ week_start }: Period) => week_start);
          expect(days).toEqual([...days].sort().reverse());
          for (const { id } of items) {
            const { body } = await fixture
              .as(who)
              .get(`${PERIODS}/${id}`)
              .expect(200);
            const { approvers: _approvers, ...listed } = body;
            expect(items).toContainEqual(listed);
          }
        },
      );

      it.each<[string, () => string, string[]]>([
        ['status', () => 'status=submitted', ['0 max', '0 pia', '1 ria']],
        ['statuses', () => 'status=open,rejected', ['1 max', '3 pia']],
        [
          'member',
          () => `member_id=${people.projectAdmin}`,
          ['0 pia', '3 pia'],
        ],
        ['week', () => `week=${addDays(weeks[1], 3)}`, ['1 max', '1 ria']],
        [
          'the approval queue',
          () => 'to_approve=true',
          ['0 max', '0 pia', '1 ria'],
        ],
        [
          'a status outside the approval queue',
          () => 'to_approve=false&status=approved',
          ['2 max'],
        ],
        [
          'an approved status in the approval queue',
          () => 'to_approve=true&status=approved',
          [],
        ],
        ['an unknown member', () => 'member_id=user:default/constructor', []],
      ])(
        'returns the periods that match the filter: %s @postgres',
        async (_, query, expected) => {
          const { items, total } = await list('superAdmin', query());
          expect(getPeriodNames(items)).toEqual(expected);
          expect(total).toBe(expected.length);
        },
      );

      it('lists periods that wait for the decision of the viewer and sets can_decide', async () => {
        const { items } = await list('reader', 'to_approve=true');
        expect(getPeriodNames(items)).toEqual(['0 max']);
        expect(items[0]).toMatchObject({
          can_decide: true,
          status: 'submitted',
        });
        const all: Period[] = (await list('reader')).items;
        // Approved periods are not in the queue, but can be reopened.
        expect(
          getPeriodNames(all.filter(({ can_decide }) => can_decide)),
        ).toEqual(['0 max', '2 max']);
        expect((await list('member', 'to_approve=true')).items).toEqual([]);
        const own = await list('superAdmin', 'to_approve=true&week=1999-01-01');
        expect(own.items).toEqual([]);
      });

      it('returns every period once across pages @postgres', async () => {
        const { items } = await list('superAdmin');
        const found: Period[] = [];
        let cursor = '';
        do {
          const page = await list('superAdmin', `limit=1${cursor}`);
          found.push(...page.items);
          cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
        } while (cursor);
        expect(found).toEqual(items);
      });

      it.each([
        'status=gone',
        'member_id=jane',
        'week=2026-02-30',
        'to_approve=1',
        'limit=0',
        'cursor=abc',
        'sort=week',
      ])('returns 400 for ?%s', async query => {
        const { status } = await fixture
          .as('member')
          .get(`${PERIODS}?${query}`);
        expect(status).toBe(400);
      });
    },
  );
});

const [max, mona, tom] = ['max', 'mona', 'tom'].map(
  name => `user:default/${name}`,
);
const id = createId(7);

const event = (action: string, overrides: object = {}) =>
  createChangeEvent(`period.${action}`, {
    project_id: null,
    visibility: 'people',
    people: [max, mona, tom],
    entity_id: id,
    entity_label: 'Max Member, 2026-11-16 to 2026-11-22',
    resource: {
      member_id: max,
      display_name: 'Max Member',
      week_start: '2026-11-16',
      week_end: '2026-11-22',
      total_minutes: 2_310,
      expected_minutes: 2_400,
      reason: 'Friday is missing',
    },
    ...overrides,
  });
const listDecisions = (action: string, overrides?: object) =>
  listNotificationEvents(periodNotifications, [event(action, overrides)]);

describe('period notification events', () => {
  it('notifies the nearest manager about a submitted period', async () => {
    expect(await listDecisions('submit')).toMatchObject([
      {
        type: 'period.submitted',
        to: { refs: [mona] },
        title: 'Approve timesheet: Max Member, 16 to 22 November 2026',
        body: '38h 30m logged, 40h expected.',
        target_url: `/team-time?workspace=acme&period=${id}`,
      },
    ]);
  });

  it('notifies the admins when the person has no manager', async () => {
    expect(await listDecisions('submit', { people: [max] })).toMatchObject([
      { type: 'period.submitted', to: { admins: true } },
    ]);
  });

  it.each([
    [
      'approve',
      'approved',
      'Timesheet approved',
      'Ada Admin approved your time.',
    ],
    [
      'reject',
      'rejected',
      'Timesheet rejected',
      'Ada Admin: Friday is missing',
    ],
    [
      'reopen',
      'reopened',
      'Timesheet reopened',
      'Ada Admin: Friday is missing',
    ],
  ])(
    'notifies the owner about the action: %s',
    async (action, pastTense, title, body) => {
      expect(await listDecisions(action)).toMatchObject([
        {
          type: `period.${pastTense}`,
          to: { refs: [max] },
          title: `${title}: 16 to 22 November 2026`,
          body,
          target_url: '/my-time?week=2026-11-16&workspace=acme',
        },
      ]);
    },
  );

  it.each([
    ['2026-11-16', '2026-11-22', '16 to 22 November 2026'],
    ['2026-11-30', '2026-12-06', '30 November to 6 December 2026'],
    ['2026-12-28', '2027-01-03', '28 December 2026 to 3 January 2027'],
    ['2026-11-24', '2026-11-30', '24 to 30 November 2026'],
    ['2026-06-01', '2026-06-07', '1 to 7 June 2026'],
    ['2026-11-01', '2026-11-30', 'November 2026'],
  ])('formats the days from %s to %s as %s', (week_start, week_end, text) => {
    expect(formatPeriodSpan({ week_start, week_end })).toBe(text);
  });
});

describeCallboard(
  'period notifications',
  { entities: catalogEntities },
  callboard => {
    const listNotified = async (who: PersonName) => {
      await untilRelayed(callboard().knex);
      await waitForNotifications(callboard().knex);
      const { body } = await callboard()
        .as(who)
        .get('/notifications')
        .expect(200);
      return body.items.map(({ type, title, body: text }: any) => [
        type,
        title.split(':')[0],
        text,
      ]);
    };

    it('notifies approvers about submissions and the owner about decisions @full', async () => {
      for (const who of ['reader', 'admin', 'superAdmin'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      const fixture = await TimeFixture.open(callboard());
      const week = fixture.newWeek();
      // Max has no manager yet.
      const first = await fixture.submit('member', week);
      expect(await listNotified('superAdmin')).toEqual([
        ['period.submitted', 'Approve timesheet', '0m logged, 40h expected.'],
      ]);
      await fixture.decide('superAdmin', 'reject', first).expect(200);
      const departments = new Departments(callboard());
      const top = await departments.createDepartment('admin');
      // People outside the workspace cannot approve.
      const between = await departments.createDepartment(null, top);
      const team = await departments.createDepartment('reader', between);
      await callboard()
        .as('superAdmin')
        .patch(`/workspaces/default/departments/${between}`, {
          manager_ref: 'user:default/nobody',
        })
        .expect(200);
      await departments.createStaff('member', team);
      await fixture.submit('member', week);
      await fixture.decide('reader', 'approve', first).expect(200);
      await fixture.decide('admin', 'reopen', first).expect(200);
      expect((await listNotified('reader'))[0]).toEqual([
        'period.submitted',
        'Approve timesheet',
        '0m logged, 40h expected.',
      ]);
      const types = (all: string[][]) => all.map(([type]) => type);
      expect(types(await listNotified('admin'))).not.toContain(
        'period.submitted',
      );
      expect(types(await listNotified('superAdmin'))).toEqual([
        'period.submitted',
      ]);
      expect(
        (await listNotified('member')).filter(([type]: string[]) =>
          type.startsWith('period.'),
        ),
      ).toEqual([
        ['period.reopened', 'Timesheet reopened', 'Ada Admin: Because'],
        [
          'period.approved',
          'Timesheet approved',
          'Ria Reader approved your time.',
        ],
        ['period.rejected', 'Timesheet rejected', 'Sue Super: Because'],
      ]);
    });
  },
);

const PEOPLE = 150;

/** Components of other projects, so that most viewers see only a few of the worklogs. */
const components = Array.from({ length: 9 }, (_, nth) =>
  createEntity('Component', `component-${nth}`),
);

describeWithoutJobs(
  'year of submitted weeks @full',
  { entities: [...catalogEntities, ...components], databases: databaseIds },
  callboard => {
    beforeAll(async () => {
      await callboard().as('reader').get('/me').expect(200);
      const { item } = await TimeFixture.open(callboard());
      const otherItems = [];
      for (const { metadata } of components) {
        const fixture = await ProjectFixture.open(callboard(), metadata.name);
        otherItems.push(await fixture.make());
      }
      const departments = new Departments(callboard());
      await departments.createStaff(
        'member',
        await departments.createDepartment('reader'),
      );
      const strangers = Array.from(
        { length: PEOPLE },
        (_, nth) => `user:default/p${nth}`,
      );
      await loadYear(callboard().knex, {
        user_refs: [people.member, ...strangers],
        items: [item, ...otherItems],
      });
    });

    /** Returns the query plans of a request, without counts, which may scan whole tables. */
    const recordRequestPlans = async (who: PersonName, path: string) => {
      const plans = await recordPlans(callboard().knex, () =>
        callboard().as(who).get(`/workspaces/default/${path}`).expect(200),
      );
      return plans.filter(({ sql }) => !sql.startsWith('select count('));
    };

    it.each<[PersonName, number]>([
      ['superAdmin', 3 * (PEOPLE + 1)],
      ['projectAdmin', 3 * 16],
      ['reader', 3],
      ['member', 0],
    ])(
      'lists periods that %s can approve without table scans @full',
      async (who, total) => {
        const query = 'periods?to_approve=true';
        const list = await callboard()
          .as(who)
          .get(`/workspaces/default/${query}`)
          .expect(200);
        expect(list.body.total).toBe(total);
        const plans = await recordRequestPlans(who, query);
        expect(findAccessPaths(plans, 'time_periods')).not.toContain('scan');
        expect(findAccessPaths(plans, 'worklogs')).not.toContain('scan');
      },
    );

    it.each([
      ['superAdmin', 'periods'],
      ['superAdmin', 'periods?status=approved'],
      ['member', 'periods'],
      ['member', `timesheet?week=${LOADED_FROM}`],
      ['reader', `timesheet?week=${LOADED_FROM}&member_id=${people.member}`],
      [
        'projectAdmin',
        `timesheet?week=${LOADED_FROM}&member_id=${people.member}`,
      ],
    ] as const)(
      'serves %s the path %s without table scans',
      async (who, path) => {
        const plans = await recordRequestPlans(who, path);
        expect(findAccessPaths(plans, 'time_periods')).not.toContain('scan');
        expect(findAccessPaths(plans, 'worklogs')).not.toContain('scan');
      },
    );

    it('runs the same number of queries for page sizes 1 and 200 @full', async () => {
      const queries = async (limit: number) =>
        (
          await recordRequestPlans('projectAdmin', `periods?limit=${limit}`)
        ).filter(({ sql }) => /time_|worklogs|holidays|staff/.test(sql)).length;
      expect(await queries(200)).toBe(await queries(1));
    });
  },
);
