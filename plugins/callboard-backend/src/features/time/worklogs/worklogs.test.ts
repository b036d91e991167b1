import { WorkItem, Worklog } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { untilBlocked } from '../../../__testUtils__/untilBlocked';
import { Change } from '../../../changes/Changes';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../../__testUtils__/listActivityEntries';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { TimeFixture, today } from '../__testUtils__/TimeFixture';
import { addDays } from '../../../database/zones';
import {
  importEntities,
  ImportFixture,
} from '../imports/__testUtils__/ImportFixture';
import { lockPeople } from '../people/lockPeople';

const absent = '01920000-0000-7000-8000-000000000000';

describeCallboard(
  'time entries',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    let fixture: TimeFixture;

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
      await callboard().as('guest').get('/me').expect(200);
    });

    it('creates, updates and deletes a time entry and records each change', async () => {
      const day = fixture.newDay();
      const createdWorklog = await fixture.log('member', {
        duration_minutes: 90,
        description: 'Found it',
        logged_at: day,
        activity_type: 'review',
        logged_by: people.admin,
      });
      expect(createdWorklog).toEqual({
        id: expect.any(String),
        project_id: fixture.project.pid,
        work_item_id: fixture.item.id,
        work_item: {
          id: fixture.item.id,
          identifier: fixture.item.identifier,
          title: fixture.item.title,
        },
        logged_by: people.member,
        logged_by_name: 'Max Member',
        duration_minutes: 90,
        description: 'Found it',
        logged_at: day,
        started_at: null,
        is_billable: false,
        activity_type: 'review',
        source: 'manual',
        period_status: 'open',
        version: 1,
        created_at: expect.any(String),
        updated_at: createdWorklog.created_at,
      });
      const member = fixture.as('member');
      const changed = await member
        .patch(fixture.getWorklogPath(createdWorklog), {
          duration_minutes: 60,
          description: null,
        })
        .set('If-Match', '"1"')
        .expect(200);
      expect(changed.headers.etag).toBe('"2"');
      expect(changed.body).toMatchObject({
        duration_minutes: 60,
        description: null,
        activity_type: 'review',
        version: 2,
      });
      await member
        .patch(fixture.getWorklogPath(createdWorklog), { duration_minutes: 60 })
        .expect(200);
      await member
        .patch(fixture.getWorklogPath(createdWorklog), { duration_minutes: 1 })
        .set('If-Match', '"1"')
        .expect(412);
      const replaced = await member
        .put(fixture.getWorklogPath(createdWorklog), {
          duration_minutes: 45,
          logged_at: day,
        })
        .expect(200);
      expect(replaced.body).toMatchObject({
        duration_minutes: 45,
        activity_type: null,
        version: 3,
      });
      expect(
        (await member.get(fixture.getWorklogPath(createdWorklog)).expect(200))
          .body,
      ).toEqual(replaced.body);
      await member.delete(fixture.getWorklogPath(createdWorklog)).expect(204);
      await member.get(fixture.getWorklogPath(createdWorklog)).expect(404);

      const entries = await listActivityEntries(callboard(), createdWorklog.id);
      expect(entries.map(({ action }) => action)).toEqual([
        'create',
        'update',
        'update',
        'delete',
      ]);
      expect(entries[0]).toMatchObject({
        entity_type: 'worklog',
        entity_label: `${fixture.item.identifier} ${fixture.item.title}`,
      });
      expect(toFieldChanges(entries[1])).toEqual({
        duration_minutes: [90, 60],
        description: ['Found it', null],
      });
    });

    it('serves the same time entries under the /issues path', async () => {
      const createdWorklog = await fixture.log('member');
      const path = fixture
        .getWorklogPath(createdWorklog)
        .replace('/work-items/', '/issues/');
      const member = fixture.as('member');
      expect((await member.get(path).expect(200)).body).toEqual(createdWorklog);
      const list = await member.get(path.replace(/\/[^/]+$/, '')).expect(200);
      expect(list.body.items).toContainEqual(createdWorklog);
      const added = await member
        .post(path.replace(/\/[^/]+$/, ''), { duration_minutes: 5 })
        .expect(201);
      expect(added.body.logged_at).toBe(today());
      await member.put(path, { duration_minutes: 6 }).expect(200);
      await member.patch(path, { duration_minutes: 7 }).expect(200);
      await member.delete(path).expect(204);
    });

    it.each([
      ['a fraction of a minute', { duration_minutes: 1.5 }, 'duration_minutes'],
      ['a duration of zero', { duration_minutes: 0 }, 'duration_minutes'],
      ['a negative duration', { duration_minutes: -1 }, 'duration_minutes'],
      [
        'a duration of more than a day',
        { duration_minutes: 1441 },
        'duration_minutes',
      ],
      [
        'a duration as a string',
        { duration_minutes: '60' },
        'duration_minutes',
      ],
      ['a duration of null', { duration_minutes: null }, 'duration_minutes'],
      ['a date that does not exist', { logged_at: '2026-02-30' }, 'logged_at'],
      [
        'a timestamp as the date',
        { logged_at: '2026-02-03T10:00:00Z' },
        'logged_at',
      ],
      [
        'a description that is too long',
        { description: 'x'.repeat(1001) },
        'description',
      ],
      [
        'an unknown activity type',
        { activity_type: 'napping' },
        'activity_type',
      ],
      ['a date as the start time', { started_at: '2026-02-03' }, 'started_at'],
      ['a string as the billable flag', { is_billable: 'yes' }, 'is_billable'],
    ])('returns 400 for %s: %j', async (_, values, field) => {
      const { body } = await fixture
        .as('member')
        .post(fixture.getItemWorklogsPath(), {
          duration_minutes: 30,
          logged_at: '2026-02-03',
          ...values,
        })
        .expect(400);
      expect(body.error.message).toContain(`body.${field}`);
    });

    it('allows dates up to tomorrow in the workspace time zone', async () => {
      const log = (logged_at: string) =>
        fixture.as('member').post(fixture.getItemWorklogsPath(), {
          duration_minutes: 1,
          logged_at,
        });
      await log(addDays(today(), 1)).expect(201);
      const { body } = await log(addDays(today(), 2)).expect(400);
      expect(body.error.message).toContain('body.logged_at');
      // In this time zone, the next day has already begun or begins within ten hours.
      const zone = 'Pacific/Kiritimati';
      await fixture
        .as('superAdmin')
        .patch('/workspaces/default', { timezone: zone })
        .expect(200);
      const there = new Intl.DateTimeFormat('sv', { timeZone: zone }).format();
      await log(addDays(there, 1)).expect(201);
      await log(addDays(there, 2)).expect(400);
      await fixture
        .as('superAdmin')
        .patch('/workspaces/default', { timezone: 'UTC' })
        .expect(200);
    });

    describe('time entries with a start time', () => {
      const setZone = async (timezone: string) => {
        const path = '/notifications/preferences';
        const { body } = await fixture.as('member').get(path).expect(200);
        await fixture
          .as('member')
          .put(path, { ...body, timezone })
          .expect(200);
      };

      beforeAll(() => setZone('America/New_York'));
      afterAll(() => setZone('UTC'));

      it('sets the date to the day of the start time in the time zone of the user', async () => {
        const started_at = '2026-02-04T03:30:00.000Z';
        const { body } = await fixture
          .as('member')
          .post(fixture.getItemWorklogsPath(), {
            duration_minutes: 30,
            started_at,
          })
          .expect(201);
        expect(body).toMatchObject({ logged_at: '2026-02-03', started_at });
        const path = fixture.getWorklogPath(body);
        const moved = await fixture
          .as('member')
          .patch(path, { started_at: '2026-02-06T01:00:00Z' })
          .expect(200);
        expect(moved.body.logged_at).toBe('2026-02-05');
        const replaced = await fixture
          .as('member')
          .put(path, { duration_minutes: 30, started_at })
          .expect(200);
        expect(replaced.body.logged_at).toBe('2026-02-03');
      });

      it('returns 400 for a start whose date in the time zone of the user is outside the years 1970 to 9999 @postgres', async () => {
        const post = (started_at: string) =>
          fixture
            .as('member')
            .post(fixture.getItemWorklogsPath(), {
              duration_minutes: 30,
              started_at,
            })
            .expect(400);
        const reason =
          "body.logged_at: must be in the years 1970 to 9999 in the person's time zone";
        const early = await post('1970-01-01T00:30:00Z');
        expect(early.body.error.message).toContain(reason);
        await setZone('Asia/Tokyo');
        const late = await post('9999-12-31T23:30:00Z');
        await setZone('America/New_York');
        expect(late.body.error.message).toContain(reason);
      });

      it('keeps the local start time when the date changes', async () => {
        const createdWorklog = await fixture.log('member', {
          logged_at: '2026-03-06',
          started_at: '2026-03-06T14:15:00.000Z',
        });
        const patch = (body: object) =>
          fixture
            .as('member')
            .patch(fixture.getWorklogPath(createdWorklog), body)
            .expect(200);
        // Clocks went forward on 8 March.
        const moved = await patch({ logged_at: '2026-03-09' });
        expect(moved.body).toMatchObject({
          logged_at: '2026-03-09',
          started_at: '2026-03-09T13:15:00.000Z',
        });
        const described = await patch({ ...moved.body, description: 'Late' });
        expect(described.body.started_at).toBe(moved.body.started_at);
        const emptied = await patch({ started_at: null });
        expect(emptied.body).toMatchObject({
          logged_at: '2026-03-09',
          started_at: null,
        });
      });

      it('returns 400 when the date and the start contradict each other', async () => {
        const values = {
          duration_minutes: 30,
          logged_at: '2026-02-04',
          started_at: '2026-02-04T03:30:00Z',
        };
        const member = fixture.as('member');
        const createdWorklog = await fixture.log('member');
        const path = fixture.getWorklogPath(createdWorklog);
        for (const request of [
          member.post(fixture.getItemWorklogsPath(), values),
          member.put(path, values),
          member.patch(path, values),
        ]) {
          const { body } = await request.expect(400);
          expect(body.error.message).toContain(
            'body.started_at: is on 2026-02-03 in America/New_York, but logged_at is 2026-02-04',
          );
        }
      });

      it('flags time entries that overlap others of the same user @postgres', async () => {
        const member = fixture.as('member');
        const first = await fixture.log('member', {
          logged_at: '2026-01-12',
          started_at: '2026-01-12T15:00:00Z',
          duration_minutes: 60,
        });
        expect(first).not.toHaveProperty('overlaps');
        const other = await fixture.log('member', {
          logged_at: undefined,
          started_at: '2026-01-12T15:59:00Z',
        });
        expect(other.overlaps).toBe(true);
        const { body: adjacent } = await member
          .patch(fixture.getWorklogPath(other), {
            started_at: '2026-01-12T16:00:00Z',
          })
          .expect(200);
        expect(adjacent).not.toHaveProperty('overlaps');
        // A worklog that crosses midnight and ends on the next date.
        const night = await fixture.log('member', {
          logged_at: undefined,
          started_at: '2026-01-12T04:30:00Z',
          duration_minutes: 631,
        });
        expect(night).toMatchObject({
          logged_at: '2026-01-11',
          overlaps: true,
        });
        await fixture.log('projectAdmin', {
          logged_at: undefined,
          started_at: '2026-01-12T16:00:00Z',
        });
        const list = await member
          .get(
            '/workspaces/default/worklogs?date_from=2026-01-11&date_to=2026-01-12',
          )
          .expect(200);
        const flagged = list.body.items
          .filter((worklog: Worklog) => worklog.overlaps)
          .map((worklog: Worklog) => worklog.id);
        expect(flagged.sort()).toEqual([first.id, night.id].sort());
        const read = await member
          .get(fixture.getWorklogPath(first))
          .expect(200);
        expect(read.body.overlaps).toBe(true);
      });
    });

    it('allows new time in a rejected or reopened week past the limit for past days', async () => {
      const [rejected, reopened, recalled] = [1, 2, 3].map(() =>
        fixture.newWeek(),
      );
      const log = (logged_at: string) =>
        fixture.as('member').post(fixture.getItemWorklogsPath(), {
          duration_minutes: 1,
          logged_at,
        });
      const submitted = await Promise.all(
        [rejected, reopened, recalled].map(week =>
          fixture.submit('member', week),
        ),
      );
      await fixture.decide('superAdmin', 'reject', submitted[0]).expect(200);
      await fixture.decide('superAdmin', 'reopen', submitted[1]).expect(200);
      await fixture
        .as('member')
        .post(`/workspaces/default/periods/${submitted[2].id}/recall`)
        .expect(200);
      await fixture.saveSettings({ max_past_working_days: 5 });
      await log(addDays(rejected, 2)).expect(201);
      await log(reopened).expect(201);
      await log(addDays(rejected, 7)).expect(400);
      // A week that its person withdrew is not exempt, or everybody could bypass the limit.
      const { status } = await log(recalled);
      expect(status).toBe(400);
      await fixture.saveSettings({ max_past_working_days: null });
    });

    it('enforces the workspace rules on age, description and activity type', async () => {
      await fixture.saveSettings({
        max_past_working_days: 5,
        require_description: true,
        activity_types: ['digging'],
      });
      const log = (values: object) =>
        fixture.as('member').post(fixture.getItemWorklogsPath(), {
          duration_minutes: 1,
          logged_at: today(),
          description: 'Dug',
          ...values,
        });
      await log({}).expect(201);
      await log({ activity_type: 'digging' }).expect(201);
      for (const values of [
        { logged_at: addDays(today(), -8) },
        { description: '  ' },
        { description: null },
        { activity_type: 'development' },
      ]) {
        expect((await log(values)).status).toBe(400);
      }
      await fixture.saveSettings({
        max_past_working_days: null,
        require_description: null,
        activity_types: null,
      });
      await log({ logged_at: addDays(today(), -800) }).expect(201);
    });

    it('limits the time per user and day to 24 hours across projects @full', async () => {
      const other = await TimeFixture.open(callboard(), 'payments_api');
      const day = fixture.newDay();
      await fixture.log('member', { duration_minutes: 1_000, logged_at: day });
      const createdWorklog = await other.log('member', {
        duration_minutes: 400,
        logged_at: day,
      });
      const refused = await fixture
        .as('member')
        .post(fixture.getItemWorklogsPath(), {
          duration_minutes: 41,
          logged_at: day,
        })
        .expect(400);
      expect(refused.body.error.message).toContain('40m of it is left');
      // The limit applies per person.
      await fixture.log('projectAdmin', {
        duration_minutes: 1_440,
        logged_at: day,
      });
      await fixture
        .as('member')
        .patch(other.getWorklogPath(createdWorklog), { duration_minutes: 441 })
        .expect(400);
      await fixture
        .as('member')
        .patch(other.getWorklogPath(createdWorklog), { duration_minutes: 440 })
        .expect(200);
      const elsewhere = await fixture.log('member', { duration_minutes: 1 });
      await fixture
        .as('member')
        .patch(fixture.getWorklogPath(elsewhere), { logged_at: day })
        .expect(400);
      await fixture
        .as('member')
        .put(fixture.getWorklogPath(elsewhere), {
          duration_minutes: 1,
          logged_at: day,
        })
        .expect(400);
    });

    it('enforces the daily limit on concurrent requests @full-sqlite @postgres', async () => {
      const day = fixture.newDay();
      await fixture.saveSettings({ max_minutes_per_day: 480 });
      const all = await Promise.all(
        Array.from({ length: 8 }, () =>
          fixture.as('member').post(fixture.getItemWorklogsPath(), {
            duration_minutes: 400,
            logged_at: day,
          }),
        ),
      );
      expect(all.map(({ status }) => status).sort()).toEqual([
        201, 400, 400, 400, 400, 400, 400, 400,
      ]);
      await fixture.saveSettings({ max_minutes_per_day: null });
    });

    it('allows reducing a time entry on a day that exceeds a lowered limit', async () => {
      const day = fixture.newDay();
      const createdWorklog = await fixture.log('member', {
        duration_minutes: 600,
        logged_at: day,
      });
      await fixture.saveSettings({ max_minutes_per_day: 480 });
      const patch = (duration_minutes: number) =>
        fixture
          .as('member')
          .patch(fixture.getWorklogPath(createdWorklog), { duration_minutes });
      expect((await patch(601)).status).toBe(400);
      expect((await patch(550)).status).toBe(200);
      await fixture.saveSettings({ max_minutes_per_day: null });
    });

    it('allows changes only by the owner and by project admins @full-sqlite @postgres', async () => {
      const mine = await fixture.log('member');
      const otherWorklog = await fixture.log('projectAdmin');
      const member = fixture.as('member');
      await member.get(fixture.getWorklogPath(otherWorklog)).expect(200);
      await member.patch(fixture.getWorklogPath(otherWorklog), {}).expect(403);
      await member
        .put(fixture.getWorklogPath(otherWorklog), { duration_minutes: 1 })
        .expect(403);
      await member.delete(fixture.getWorklogPath(otherWorklog)).expect(403);
      const admin = fixture.as('projectAdmin');
      const changed = await admin
        .patch(fixture.getWorklogPath(mine), { duration_minutes: 20 })
        .expect(200);
      expect(changed.body.logged_by).toBe(people.member);
      await admin.delete(fixture.getWorklogPath(mine)).expect(204);
      for (const who of ['guest', 'admin'] as const) {
        await fixture
          .as(who)
          .get(fixture.getWorklogPath(otherWorklog))
          .expect(403);
        await fixture.as(who).get(fixture.getItemWorklogsPath()).expect(403);
      }
    });

    it('allows only project admins to log time on behalf of other members', async () => {
      const behalf = { on_behalf_of: people.member };
      const createdWorklog = await fixture.log('projectAdmin', behalf);
      expect(createdWorklog.logged_by).toBe(people.member);
      const [activityEntry] = await listActivityEntries(
        callboard(),
        createdWorklog.id,
      );
      expect(activityEntry).toMatchObject({
        user_id: people.projectAdmin,
        metadata: { on_behalf_of: people.member },
      });
      const log = (who: 'member' | 'projectAdmin', on_behalf_of: string) =>
        fixture.as(who).post(fixture.getItemWorklogsPath(), {
          duration_minutes: 1,
          on_behalf_of,
        });
      await log('member', people.projectAdmin).expect(403);
      await log('member', people.member).expect(201);
      const { body } = await log('projectAdmin', people.guest).expect(400);
      expect(body.error.message).toContain('body.on_behalf_of');
    });

    it('allows assignees outside the project to log, read and change only their own time, until they are unassigned', async () => {
      await callboard().as('reader').get('/me').expect(200);
      const item = await fixture.project.make({ assignees: [people.reader] });
      const otherWorklog = await fixture.log('reader', {}, item);
      const foreign = await fixture.log('member', {}, item);
      const outsider = fixture.as('reader');
      await outsider.get(fixture.getWorklogPath(foreign)).expect(403);
      await outsider.delete(fixture.getWorklogPath(foreign)).expect(403);
      const list = await outsider
        .get(fixture.getItemWorklogsPath(item))
        .expect(200);
      expect(list.body).toMatchObject({ items: [otherWorklog], total: 1 });
      await outsider
        .patch(fixture.getWorklogPath(otherWorklog), { duration_minutes: 31 })
        .expect(200);
      await outsider.get(fixture.getItemWorklogsPath()).expect(403);
      await fixture.project.patch(item, { assignees: [] });
      await outsider.get(fixture.getItemWorklogsPath(item)).expect(403);
      await outsider
        .post(fixture.getItemWorklogsPath(item), { duration_minutes: 1 })
        .expect(403);
      const path = fixture.getWorklogPath(otherWorklog);
      await outsider.get(path).expect(403);
      await outsider.patch(path, { description: 'Better' }).expect(403);
      await outsider.delete(path).expect(403);
      for (const minutes of [29, 0]) {
        const { body } = await outsider
          .put('/workspaces/default/timesheet', {
            week: otherWorklog.logged_at,
            cells: [
              { work_item_id: item.id, date: otherWorklog.logged_at, minutes },
            ],
          })
          .expect(400);
        expect(body.error.message).toContain('body.cells[0].work_item_id');
      }
      const own = await outsider
        .get(`/workspaces/default/timesheet?week=${otherWorklog.logged_at}`)
        .expect(200);
      expect(own.body.rows).toMatchObject([{ issue_id: item.id }]);
      await fixture
        .as('projectAdmin')
        .patch(fixture.getWorklogPath(otherWorklog), { duration_minutes: 60 })
        .expect(200);
    });

    it('moves a time entry only to work items on which the user can log time', async () => {
      const other = await TimeFixture.open(callboard(), 'payments_api');
      const superAdmin = fixture.as('superAdmin');
      const shop = await superAdmin
        .put('/workspaces/default/projects/by-entity/system/default/shop')
        .expect(200);
      const closed = await superAdmin
        .post(`/workspaces/default/projects/${shop.body.id}/work-items`, {
          title: 'Not for everybody',
        })
        .expect(201);
      const createdWorklog = await fixture.log('projectAdmin');
      const move = (work_item_id: string) =>
        fixture
          .as('projectAdmin')
          .patch(fixture.getWorklogPath(createdWorklog), { work_item_id });
      for (const target of [absent, closed.body.id]) {
        const { body } = await move(target).expect(400);
        expect(body.error.message).toContain('body.work_item_id');
      }
      const moved = await move(other.item.id).expect(200);
      expect(moved.body).toMatchObject({
        project_id: other.project.pid,
        work_item: { id: other.item.id },
        logged_by: people.projectAdmin,
      });
      await fixture
        .as('projectAdmin')
        .get(fixture.getWorklogPath(createdWorklog))
        .expect(404);
      await fixture
        .as('projectAdmin')
        .get(fixture.getWorklogPath(moved.body))
        .expect(200);
    });

    it('rejects new time in archived projects and where tracking is off, but allows project admins to edit entries', async () => {
      const createdWorklog = await fixture.log('member');
      const patch = (values: object) =>
        fixture
          .as('superAdmin')
          .patch(fixture.project.path, values)
          .expect(200);
      for (const [off, on] of [
        [
          { is_time_tracking_enabled: false },
          { is_time_tracking_enabled: true },
        ],
        [{ archived_at: new Date().toISOString() }, { archived_at: null }],
      ]) {
        await patch(off);
        for (const who of ['member', 'projectAdmin'] as const) {
          const refused = await fixture
            .as(who)
            .post(fixture.getItemWorklogsPath(), { duration_minutes: 1 });
          expect(refused.status).toBe(400);
          await fixture
            .as(who)
            .get(fixture.getWorklogPath(createdWorklog))
            .expect(200);
        }
        const change = { description: `While ${Object.keys(off)}` };
        await fixture
          .as('member')
          .patch(fixture.getWorklogPath(createdWorklog), change)
          .expect(400);
        await fixture
          .as('member')
          .delete(fixture.getWorklogPath(createdWorklog))
          .expect(400);
        await fixture
          .as('projectAdmin')
          .patch(fixture.getWorklogPath(createdWorklog), change)
          .expect(200);
        await patch(on);
      }
    });

    it('uses the billable default of the project unless the request sets the field', async () => {
      const saveSettings = (is_billable_by_default: boolean | null) =>
        fixture
          .as('superAdmin')
          .patch(fixture.project.path, { settings: { is_billable_by_default } })
          .expect(200);
      await saveSettings(true);
      expect((await fixture.log('member')).is_billable).toBe(true);
      expect(
        (await fixture.log('member', { is_billable: false })).is_billable,
      ).toBe(false);
      await saveSettings(null);
      expect((await fixture.log('member')).is_billable).toBe(false);
    });

    it('uses the billable default of the new project when a replaced time entry moves', async () => {
      const other = await TimeFixture.open(callboard(), 'payments_api');
      const saveSettings = (is_billable_by_default: boolean | null) =>
        fixture
          .as('superAdmin')
          .patch(other.project.path, { settings: { is_billable_by_default } })
          .expect(200);
      await saveSettings(true);
      const createdWorklog = await fixture.log('member');
      const replaced = await fixture
        .as('member')
        .put(fixture.getWorklogPath(createdWorklog), {
          duration_minutes: 20,
          work_item_id: other.item.id,
        })
        .expect(200);
      expect(replaced.body).toMatchObject({
        project_id: other.project.pid,
        is_billable: true,
      });
      await saveSettings(null);
    });

    it('keeps time entries of a deleted work item and allows no additions', async () => {
      const item = await fixture.project.make();
      const createdWorklog = await fixture.log('member', {}, item);
      await fixture
        .as('superAdmin')
        .delete(`${fixture.project.path}/work-items/${item.id}`)
        .expect(204);
      const member = fixture.as('member');
      await member.get(fixture.getWorklogPath(createdWorklog)).expect(200);
      const list = await member
        .get(fixture.getItemWorklogsPath(item))
        .expect(200);
      expect(list.body.items.map(({ id }: Worklog) => id)).toEqual([
        createdWorklog.id,
      ]);
      await member
        .post(fixture.getItemWorklogsPath(item), { duration_minutes: 1 })
        .expect(404);
      await member
        .patch(fixture.getWorklogPath(createdWorklog), { duration_minutes: 20 })
        .expect(200);
      await member
        .patch(fixture.getWorklogPath(createdWorklog), { duration_minutes: 21 })
        .expect(403);
    });

    it('returns 404 under the path of another work item', async () => {
      const createdWorklog = await fixture.log('member');
      const other = await fixture.project.make();
      await fixture
        .as('member')
        .get(
          fixture.getWorklogPath({ ...createdWorklog, work_item_id: other.id }),
        )
        .expect(404);
      await fixture
        .as('member')
        .get(`${fixture.getItemWorklogsPath()}/${absent}`)
        .expect(404);
      await fixture
        .as('member')
        .get(`${fixture.getItemWorklogsPath()}/nothing`)
        .expect(400);
      const { status } = await fixture
        .as('member')
        .get(fixture.getItemWorklogsPath({ id: absent }));
      expect(status).toBe(404);
    });
  },
);

const LIST = '/workspaces/default/worklogs';
const SUMMARY = '/workspaces/default/time-tracking/summary';

describeWithoutJobs(
  'time entries of a workspace',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    let open: TimeFixture;
    let secret: TimeFixture;
    let second: WorkItem;

    beforeAll(async () => {
      for (const who of ['guest', 'admin', 'reader'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      open = await TimeFixture.open(callboard());
      second = await open.project.make({
        title: 'Zebra crossing',
        estimate_time: 60,
      });
      secret = await TimeFixture.open(callboard(), 'payments_api');
      await secret.project
        .as('superAdmin')
        .patch(secret.project.path, { access: 'secret' })
        .expect(200);
      const members = await secret
        .as('superAdmin')
        .get(`${secret.project.path}/members`)
        .expect(200);
      const max = members.body.items.find(
        ({ user_ref }: { user_ref: string }) => user_ref === people.member,
      );
      await secret.log('member', {
        duration_minutes: 7,
        logged_at: '2026-01-03',
      });
      await secret
        .as('superAdmin')
        .delete(`${secret.project.path}/members/${max.id}`)
        .expect(204);
      await secret.log('projectAdmin', {
        duration_minutes: 500,
        logged_at: '2026-01-06',
      });
      for (const [who, duration_minutes, logged_at, overrides] of [
        ['member', 10, '2026-01-01', { activity_type: 'review' }],
        ['member', 20, '2026-01-05', { is_billable: true }],
        ['projectAdmin', 40, '2026-01-05', { description: 'Größere Ordnung' }],
        ['projectAdmin', 80, '2026-02-01', {}],
      ] as const) {
        await open.log(
          who,
          { duration_minutes, logged_at, ...overrides },
          who === 'member' ? open.item : second,
        );
      }
      const assigned = await open.project.make({ assignees: [people.reader] });
      await open.log(
        'reader',
        { duration_minutes: 160, logged_at: '2026-01-05' },
        assigned,
      );
    });

    const read = async (who: PersonName, path: string) =>
      (await callboard().as(who).get(path).expect(200)).body;
    const listMinutes = async (who: PersonName, query = '') => {
      const { items } = await read(who, `${LIST}?limit=200&${query}`);
      return items.map((item: Worklog) => item.duration_minutes);
    };

    it.each([
      ['superAdmin', [80, 500, 160, 40, 20, 7, 10]],
      ['projectAdmin', [80, 500, 160, 40, 20, 7, 10]],
      // Members without access to the secret project cannot see even their own time in it.
      ['member', [80, 160, 40, 20, 10]],
      ['reader', [160]],
      ['admin', []],
      ['guest', []],
    ] as Array<[PersonName, number[]]>)(
      'lists for %s only the entries that this user can read, newest day first',
      async (who, expected) => {
        expect(await listMinutes(who)).toEqual(expected);
        const sum = expected.reduce(
          (total, entryMinutes) => total + entryMinutes,
          0,
        );
        const list = await read(who, LIST);
        expect(list).toMatchObject({
          total: expected.length,
          total_minutes: sum,
        });
        const summary = await read(who, SUMMARY);
        expect(summary.total_duration_minutes).toBe(sum);
      },
    );

    it.each([
      [() => `project_id=${secret.project.pid}`, [500, 7]],
      [
        () =>
          `project_id=${secret.project.pid},${open.project.pid}&billable=true`,
        [20],
      ],
      [() => `member_id=${people.member}`, [20, 7, 10]],
      [() => `member_id=${people.member},${people.reader}`, [160, 20, 7, 10]],
      [() => 'date_from=2026-01-05&date_to=2026-01-05', [160, 40, 20]],
      [() => 'date_from=2026-01-06', [80, 500]],
      [() => 'date_to=2026-01-03', [7, 10]],
      [() => 'activity_type=review', [10]],
      [() => 'billable=false&date_to=2026-01-01', [10]],
      [() => `work_item_id=${second.id}`, [80, 40]],
      [() => 'q=grössere', [40]],
      [() => 'q=zebra', [80, 40]],
      [() => `q=${second.identifier.toLowerCase()}`, [80, 40]],
      [() => 'q=constructor', []],
      [() => 'member_id=user:default/nobody', []],
    ])('filters by %s @postgres', async (query, expected) => {
      expect(await listMinutes('superAdmin', query())).toEqual(expected);
      const sum = expected.reduce(
        (total, entryMinutes) => total + entryMinutes,
        0,
      );
      // Summaries cannot be filtered by text or work item.
      const { total_duration_minutes } = /q=|work_item/.test(query())
        ? { total_duration_minutes: sum }
        : await read('superAdmin', `${SUMMARY}?${query()}`);
      expect(total_duration_minutes).toBe(sum);
    });

    it('paginates without duplicates or gaps in each order @postgres', async () => {
      for (const order of [
        'logged_at',
        '-logged_at',
        'created_at',
        '-created_at',
      ]) {
        const all = await read('superAdmin', `${LIST}?order_by=${order}`);
        const found: string[] = [];
        let cursor = '';
        do {
          const page = await read(
            'superAdmin',
            `${LIST}?order_by=${order}&limit=2${cursor}`,
          );
          found.push(...page.items.map(({ id }: Worklog) => id));
          cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
        } while (cursor);
        expect(found).toEqual(all.items.map(({ id }: Worklog) => id));
        expect(new Set(found).size).toBe(7);
      }
    });

    it('sums the minutes by member and work item, highest first', async () => {
      const summary = await read('superAdmin', SUMMARY);
      expect(summary.by_member).toEqual([
        {
          member_id: people.projectAdmin,
          display_name: 'Pia Project',
          total_minutes: 620,
        },
        {
          member_id: people.reader,
          display_name: 'Ria Reader',
          total_minutes: 160,
        },
        {
          member_id: people.member,
          display_name: 'Max Member',
          total_minutes: 37,
        },
      ]);
      expect(summary.by_issue).toHaveLength(4);
      expect(summary.by_issue[2]).toEqual({
        issue_id: second.id,
        issue_name: 'Zebra crossing',
        identifier: second.identifier,
        estimate_time: 60,
        total_minutes: 120,
      });
      expect(Object.keys(summary).sort()).toEqual([
        'by_issue',
        'by_member',
        'total_duration_minutes',
      ]);
    });

    it('sums the minutes up to the last valid date, 9999-12-31 @postgres', async () => {
      const summary = await read(
        'superAdmin',
        `${SUMMARY}?include=day,week,month&date_from=9999-12-30&date_to=9999-12-31`,
      );
      expect(summary).toMatchObject({
        by_day: [{ date: '9999-12-30' }, { date: '9999-12-31' }],
        by_week: [{ week: '9999-12-27' }],
        by_month: [{ month: '9999-12' }],
      });
    });

    it('sums the minutes by every dimension requested with include @postgres', async () => {
      const summary = await read(
        'superAdmin',
        `${SUMMARY}?include=day,week,month,project,department,activity_type,billable&date_from=2026-01-04&date_to=2026-02-02`,
      );
      expect(summary.by_day).toHaveLength(30);
      expect(summary.by_day.slice(0, 3)).toEqual([
        { date: '2026-01-04', total_minutes: 0 },
        { date: '2026-01-05', total_minutes: 220 },
        { date: '2026-01-06', total_minutes: 500 },
      ]);
      expect(summary.by_week).toEqual([
        { week: '2025-12-29', total_minutes: 0 },
        { week: '2026-01-05', total_minutes: 720 },
        { week: '2026-01-12', total_minutes: 0 },
        { week: '2026-01-19', total_minutes: 0 },
        { week: '2026-01-26', total_minutes: 80 },
        { week: '2026-02-02', total_minutes: 0 },
      ]);
      expect(summary.by_month).toEqual([
        { month: '2026-01', total_minutes: 720 },
        { month: '2026-02', total_minutes: 80 },
      ]);
      expect(
        summary.by_project.map(({ total_minutes }: any) => total_minutes),
      ).toEqual([500, 300]);
      expect(summary.by_department).toEqual([
        { department_id: null, name: null, total_minutes: 800 },
      ]);
      expect(summary.by_activity_type).toEqual([
        { activity_type: null, total_minutes: 800 },
      ]);
      expect(summary.by_billable).toEqual([
        { is_billable: false, total_minutes: 780 },
        { is_billable: true, total_minutes: 20 },
      ]);
    });

    it('returns the project summary only to project members', async () => {
      const path = `${secret.project.path}/worklogs/summary`;
      expect(await read('projectAdmin', path)).toMatchObject({
        total_duration_minutes: 507,
      });
      await callboard().as('member').get(path).expect(404);
      const ofOpen = `${open.project.path}/worklogs/summary`;
      await callboard().as('guest').get(ofOpen).expect(403);
      expect(await read('member', ofOpen)).toMatchObject({
        total_duration_minutes: 310,
      });
    });

    it.each([
      'project_id=nothing',
      'date_from=2026-02-30',
      'date_from=2026-02-02&date_to=2026-02-01',
      'billable=1',
      'include=nothing',
      'sort=day',
      'limit=0',
      'cursor=abc',
      'member_id=jane',
    ])('returns 400 for the query ?%s', async query => {
      for (const path of [LIST, SUMMARY]) {
        const { status } = await callboard()
          .as('member')
          .get(`${path}?${query}`);
        expect(status).toBe(400);
      }
    });
  },
);

// SQLite has one connection, so nothing can happen between two steps of a request.
describeCallboard(
  'time entries during concurrent changes',
  { entities: importEntities, databases: ['POSTGRES_18'] },
  callboard => {
    /** Sends a request while another transaction makes changes, which it commits afterwards. */
    const sendDuring = async <T>(
      change: (tx: Knex.Transaction) => Promise<unknown>,
      send: () => PromiseLike<T>,
      blocked: string,
    ): Promise<T> => {
      const { knex } = callboard();
      const sent = await knex.transaction(async tx => {
        await change(tx);
        const response = Promise.resolve(send());
        await untilBlocked(knex, blocked);
        // Not awaited here, because the request waits for this transaction.
        return { response };
      });
      return sent.response;
    };

    const deleteItem = async (tx: Knex.Transaction, id: string) => {
      const items = tx('work_items').where({ id });
      const { project_id } = await items.clone().first();
      await tx('projects').where({ id: project_id }).forNoKeyUpdate();
      await items.update({ deleted_at: new Date() });
    };

    const getWorklogsPath = ({ projects }: ImportFixture, id: string) =>
      `/projects/${projects.pay.id}/work-items/${id}/worklogs`;

    it('returns 404 for a work item that is being deleted', async () => {
      const fixture = await ImportFixture.open(callboard(), []);
      const id = await fixture.make('PAY-42');
      const { status } = await sendDuring(
        tx => deleteItem(tx, id),
        () =>
          fixture
            .as('member')
            .post(getWorklogsPath(fixture, id), { duration_minutes: 30 }),
        'projects',
      );
      expect(status).toBe(404);
    });

    it('fails the imported rows of a work item that is being deleted', async () => {
      const fixture = await ImportFixture.open(callboard(), ['PAY-7']);
      const id = await fixture.make('PAY-42');
      const rows = ['2026-05-20,PAY-42,30', '2026-05-20,PAY-7,45'];
      const result = await sendDuring(
        tx => deleteItem(tx, id),
        () =>
          fixture.import(
            ['date,work_item,minutes', ...rows].join('\n'),
            'member',
          ),
        'projects',
      );
      expect(result).toMatchObject({ created: 1, failed: 1 });
      expect(await fixture.summariseWorklogs()).toEqual([
        'max.member PAY-7 2026-05-20 45',
      ]);
    });

    it('moves the first time entry of a user to the department of a concurrent transfer', async () => {
      const { knex } = callboard();
      const fixture = await ImportFixture.open(callboard(), []);
      const id = await fixture.make('PAY-42');
      const post = async (path: string, body: object) => {
        const response = await fixture
          .as('superAdmin')
          .post(path, body)
          .expect(201);
        return response.body;
      };
      const [from, to] = [
        await post('/departments', { name: 'From' }),
        await post('/departments', { name: 'To' }),
      ];
      const staff = await post('/staff', {
        staff_id: 'M1',
        first_name: 'Max',
        last_name: 'Member',
        email: 'max@example.com',
        user_ref: people.member,
        department_id: from.id,
      });
      const logged = await fixture
        .as('member')
        .post(getWorklogsPath(fixture, id), {
          duration_minutes: 30,
          logged_at: '2026-05-20',
        })
        .expect(201);
      const worklogs = knex('worklogs').where({ id: logged.body.id });
      const row = await worklogs.clone().first();
      // Logs the same time again below, in a transaction that is open during the transfer.
      await worklogs.clone().delete();
      const { workspace_id } = row;
      await knex('time_people').where({ workspace_id }).delete();
      await sendDuring(
        async tx => {
          await lockPeople({ tx } as Change, workspace_id, [people.member]);
          await tx('worklogs').insert(row);
        },
        () =>
          fixture
            .as('superAdmin')
            .post(`/staff/${staff.id}/transfer`, {
              department_id: to.id,
              effective_date: '2026-05-01',
            })
            .expect(200),
        'time_people',
      );
      expect(row.department_id).toBe(from.id);
      expect(await worklogs.clone().first()).toMatchObject({
        department_id: to.id,
      });
    });
  },
);
