import { mockServices } from '@backstage/backend-test-utils';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { requireStatus } from '../../../__testUtils__/requireStatus';
import { setRole } from '../../../__testUtils__/setRole';
import { silentLogger } from '../../../__testUtils__/changeFixture';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { NotificationEvent } from '../../notifications/dispatch/NotificationEvent';
import { Stopwatch } from '../__testUtils__/Stopwatch';
import { TimeFixture, today } from '../__testUtils__/TimeFixture';
import { LogReminders } from './LogReminders';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { waitForNotifications } from '../../notifications/__testUtils__/waitForNotifications';

const ROOT = '/workspaces/default';
const reminders = { is_enabled: true, at: '16:30', below_percent: 90 };

/** A Monday, and half an hour after the reminder time in UTC. */
const MONDAY = '2026-05-04';
const IN_TIME = `${MONDAY}T17:00:00Z`;

describeCallboard(
  'reminders to log time',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    const superAdmin = () => callboard().as('superAdmin');
    let fixture: TimeFixture;
    let watch: Stopwatch;
    let now: number;
    let result: NotificationEvent[];
    /** Makes dispatching fail after this many events. */
    let failure: { after: number } | undefined;

    const replica = (peoplePerTransaction?: number) => {
      const { knex } = callboard();
      return new LogReminders({
        knex,
        clock: { now: () => now },
        logger: silentLogger,
        workspaces: new WorkspaceDirectory(knex),
        peoplePerTransaction,
        dispatcher: {
          async notify(_tx, events) {
            if (failure && result.length + events.length > failure.after) {
              throw new Error('away');
            }
            result.push(...events);
          },
        },
      });
    };
    const listReminders = () =>
      result.map(({ to, meta }) => [to.refs![0], meta!.date]).sort();
    /** Runs the reminders at a time, and lists the reminded people and their days. */
    const remindAt = async (moment: string) => {
      now = Date.parse(moment);
      result = [];
      await replica().run();
      return listReminders();
    };
    const make = async (path: string, values: object) =>
      (await superAdmin().post(`${ROOT}/${path}`, values).expect(201)).body;
    const employ = (who: PersonName, values: object) =>
      make('staff', {
        staff_id: who.slice(0, 8),
        first_name: who,
        last_name: 'Person',
        email: `${who}@example.com`,
        user_ref: people[who],
        ...values,
      });
    const saveSettings = (settings: object) =>
      fixture.saveSettings({ reminders, ...settings });

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
      watch = new Stopwatch(callboard());
      for (const who of ['guest', 'reader'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      await setRole(callboard(), `${ROOT}/members`, 'guest', 'guest');
      await fixture.setRole('projectAdmin', null);
    });

    beforeEach(async () => {
      failure = undefined;
      const { knex } = callboard();
      for (const table of ['time_reminders', 'time_off', 'holidays', 'staff']) {
        await knex(table).delete();
      }
      await knex('time_people').update({ minutes_per_weekday: null });
      await knex('worklogs').update({ deleted_at: new Date() });
      await knex('work_item_assignees').delete();
      await watch.setTimeZone('member', 'UTC');
      await fixture.setRole('member', 'member');
      await saveSettings({ working_days: null, period: null });
    });

    const member = (date: string) => [[people.member, date]];

    it.each([
      // Half past four, local time, before and after clock changes.
      ['America/New_York', '2026-03-06', '2026-03-06T21:30:00Z'],
      ['America/New_York', '2026-03-09', '2026-03-09T20:30:00Z'],
      ['Europe/Berlin', '2026-10-23', '2026-10-23T14:30:00Z'],
      ['Europe/Berlin', '2026-10-26', '2026-10-26T15:30:00Z'],
      ['Asia/Kolkata', MONDAY, `${MONDAY}T11:00:00Z`],
      ['Pacific/Apia', MONDAY, `${MONDAY}T03:30:00Z`],
    ])(
      'sends at the configured time in the time zone of the user: %s, %s @full-postgres @postgres',
      async (zone, date, moment) => {
        await watch.setTimeZone('member', zone);
        const before = new Date(Date.parse(moment) - 1).toISOString();
        expect(await remindAt(before)).toEqual([]);
        expect(await remindAt(moment)).toEqual(member(date));
        expect(await remindAt(moment)).toEqual([]);
      },
    );

    it('uses the local date of the user as the day of the reminder', async () => {
      await saveSettings({ reminders: { ...reminders, at: '08:00' } });
      await watch.setTimeZone('member', 'Pacific/Apia');
      // It is Monday in this time zone and Sunday in UTC.
      expect(await remindAt('2026-05-03T19:00:00Z')).toEqual(member(MONDAY));
      // It is Saturday in this time zone and Friday in UTC.
      expect(await remindAt('2026-05-08T19:00:00Z')).toEqual([]);
    });

    it('uses the time zone of the workspace for users without their own @postgres', async () => {
      await callboard()
        .knex('notification_settings')
        .where({ user_ref: people.member })
        .update({ timezone: null });
      const setTimeZone = (timezone: string) =>
        superAdmin().patch(ROOT, { timezone }).expect(200);
      await setTimeZone('Asia/Kolkata');
      expect(await remindAt(`${MONDAY}T10:59:59Z`)).toEqual([]);
      expect(await remindAt(`${MONDAY}T11:00:00Z`)).toEqual(member(MONDAY));
      await setTimeZone('UTC');
    });

    it.each([
      // Clocks jump from two to three.
      ['02:30', '2026-03-08T06:59:59Z', '2026-03-08T07:00:00Z', '2026-03-08'],
      // Half past one occurs twice.
      ['01:30', '2026-11-01T05:29:59Z', '2026-11-01T05:30:00Z', '2026-11-01'],
    ])(
      'sends one reminder on a day with a clock change: %s @full-postgres @postgres',
      async (at, before, first, day) => {
        await watch.setTimeZone('member', 'America/New_York');
        await saveSettings({
          working_days: [7],
          reminders: { ...reminders, at },
        });
        expect(await remindAt(before)).toEqual([]);
        expect(await remindAt(first)).toEqual(member(day));
        for (const minutes of [30, 60, 90]) {
          const later = new Date(Date.parse(first) + minutes * 60_000);
          expect(await remindAt(later.toISOString())).toEqual([]);
        }
      },
    );

    it('sends a late reminder on the same day, but not on the next', async () => {
      expect(await remindAt(`${MONDAY}T23:59:59Z`)).toEqual(member(MONDAY));
      expect(await remindAt('2026-05-06T00:00:00Z')).toEqual([]);
      expect(await remindAt('2026-05-06T16:30:00Z')).toEqual(
        member('2026-05-06'),
      );
    });

    it('sends one reminder a day after a change of time zone @full-postgres @postgres', async () => {
      await watch.setTimeZone('member', 'Pacific/Apia');
      expect(await remindAt(`${MONDAY}T03:30:00Z`)).toEqual(member(MONDAY));
      await watch.setTimeZone('member', 'America/New_York');
      expect(await remindAt(`${MONDAY}T20:30:00Z`)).toEqual([]);
      expect(await remindAt('2026-05-05T20:30:00Z')).toEqual(
        member('2026-05-05'),
      );
    });

    it('shows logged and expected time and links to the day', async () => {
      await fixture.log('member', { duration_minutes: 150, logged_at: MONDAY });
      await remindAt(IN_TIME);
      expect(result[0]).toMatchObject({
        type: 'worklog.reminder',
        title: 'Log your time for Monday, 4 May',
        body: '2h 30m logged, 8h expected.',
        target_url: '/my-time?view=day&date=2026-05-04&workspace=default',
        actor_ref: null,
        to: { refs: [people.member] },
      });
    });

    it.each([
      [431, 90, 1],
      [432, 90, 0],
      [480, 100, 0],
      [479, 100, 1],
      [4, 1, 1],
      [5, 1, 0],
    ])(
      'compares %i of 480 minutes with a threshold of %i %% and sends reminders: %i',
      async (minutes, percent, count) => {
        await saveSettings({
          reminders: { ...reminders, below_percent: percent },
        });
        const half = Math.floor(minutes / 2);
        for (const duration_minutes of [half, minutes - half]) {
          await fixture.log('member', { duration_minutes, logged_at: MONDAY });
        }
        expect(await remindAt(IN_TIME)).toHaveLength(count);
      },
    );

    describe('suppressed reminders', () => {
      it('sends none when the workspace has not enabled reminders', async () => {
        await saveSettings({ reminders: null });
        expect(await remindAt(IN_TIME)).toEqual([]);
      });

      it('sends none on non-working days of the workspace and on holidays', async () => {
        expect(await remindAt('2026-05-03T17:00:00Z')).toEqual([]);
        await make('holidays', { date: MONDAY, name: 'Day' });
        expect(await remindAt(IN_TIME)).toEqual([]);
      });

      it('sends none on a partial holiday when the expected minutes are logged', async () => {
        await make('holidays', { date: MONDAY, name: 'Day', minutes: 60 });
        await fixture.log('member', {
          duration_minutes: 60,
          logged_at: MONDAY,
        });
        expect(await remindAt(IN_TIME)).toEqual([]);
      });

      it('sends none to users on time off', async () => {
        await make('time-off', {
          date_from: '2026-05-01',
          date_to: MONDAY,
          kind: 'vacation',
          member_id: people.member,
        });
        expect(await remindAt(IN_TIME)).toEqual([]);
      });

      it('sends none on weekdays outside the work schedule of the user', async () => {
        await superAdmin()
          .put(`${ROOT}/work-schedule?member_id=${people.member}`, {
            minutes_per_weekday: [0, 480, 480, 480, 480, 0, 0],
          })
          .expect(200);
        expect(await remindAt(IN_TIME)).toEqual([]);
      });

      it.each([
        { date_of_joining: '2026-05-05' },
        { date_of_leaving: '2026-05-03' },
        { employment_status: 'suspended' },
        { employment_status: 'resigned' },
      ])('sends none to staff with %j', async values => {
        await employ('member', values);
        expect(await remindAt(IN_TIME)).toEqual([]);
      });

      it('sends none for a submitted day', async () => {
        await fixture.submit('member', MONDAY);
        expect(await remindAt(IN_TIME)).toEqual([]);
        await callboard().knex('time_periods').delete();
      });

      it('sends none to guests and to users who cannot log time anywhere', async () => {
        await fixture.setRole('member', null);
        expect(await remindAt(IN_TIME)).toEqual([]);
      });

      it('sends none to users whose only project has time tracking disabled', async () => {
        const track = (is_time_tracking_enabled: boolean) =>
          superAdmin()
            .patch(fixture.project.path, { is_time_tracking_enabled })
            .expect(200);
        await track(false);
        expect(await remindAt(IN_TIME)).toEqual([]);
        await track(true);
      });
    });

    it('notifies users with open assigned work in a project of which they are not a member', async () => {
      await fixture.setRole('member', null);
      await fixture.project.make({ assignees: [people.member] });
      expect(await remindAt(IN_TIME)).toEqual(member(MONDAY));
    });

    it('notifies guests who are project members', async () => {
      await fixture.setRole('guest', 'member');
      expect(await remindAt(IN_TIME)).toEqual([
        [people.guest, MONDAY],
        ...member(MONDAY),
      ]);
      await fixture.setRole('guest', null);
    });

    describe('reminders for many users', () => {
      const crowd = Array.from(
        { length: 7 },
        (_, index) => `user:default/crowd-${index}`,
      );

      beforeEach(async () => {
        for (const user_ref of crowd) {
          for (const path of [ROOT, fixture.project.path]) {
            await superAdmin()
              .post(`${path}/members`, { user_ref, role: 'member' })
              .expect(requireStatus(201, 409));
          }
        }
        now = Date.parse(IN_TIME);
        result = [];
      });

      it('continues after a failed run and notifies every user once @full', async () => {
        failure = { after: 3 };
        await replica(2).run();
        expect(result).toHaveLength(2);
        failure = undefined;
        await replica(2).run();
        expect(listReminders()).toEqual(
          [...crowd, people.member].map(ref => [ref, MONDAY]),
        );
      });

      it('notifies each user once when two replicas run concurrently @full-postgres @postgres', async () => {
        await Promise.all([replica(3).run(), replica(2).run()]);
        expect(listReminders()).toEqual(
          [...crowd, people.member].map(ref => [ref, MONDAY]),
        );
      });

      it('stops when the abort signal is set', async () => {
        const controller = new AbortController();
        controller.abort();
        await replica().run(controller.signal);
        expect(result).toEqual([]);
      });
    });

    // Runs last, because the role of the last admin cannot be removed.
    it('notifies a reader who becomes a workspace admin', async () => {
      await setRole(callboard(), `${ROOT}/members`, 'reader', 'admin');
      expect(await remindAt(IN_TIME)).toContainEqual([people.reader, MONDAY]);
    });
  },
);

const scheduler = mockServices.scheduler();

const options = {
  entities: catalogEntities,
  services: [schedulerFactory(scheduler)],
};

describeCallboard(
  'notifications of reminders to log time',
  options,
  callboard => {
    let fixture: TimeFixture;

    const remind = async () => {
      await scheduler.triggerTask('callboard-every-minute');
      await waitForNotifications(callboard().knex);
    };
    const inbox = async () => {
      const { body } = await callboard()
        .as('member')
        .get('/notifications?type=worklog.reminder')
        .expect(200);
      return body.items;
    };

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
      await fixture.saveSettings({
        working_days: [1, 2, 3, 4, 5, 6, 7],
        // Due at any time the test runs.
        reminders: { is_enabled: true, at: '00:00', below_percent: 90 },
      });
    });

    it('groups repeated reminders into one unread notification', async () => {
      await remind();
      await remind();
      const [{ id, ...first }, ...otherNotifications] = await inbox();
      expect(otherNotifications).toEqual([]);
      expect(first).toMatchObject({
        count: 1,
        target_url: expect.stringContaining(`date=${today()}`),
        reason: { text: expect.stringContaining('less than expected') },
      });
      await callboard().knex('time_reminders').update({ date: '2026-01-01' });
      await remind();
      expect(await inbox()).toEqual([
        expect.objectContaining({ id, count: 2 }),
      ]);
    });
  },
);
