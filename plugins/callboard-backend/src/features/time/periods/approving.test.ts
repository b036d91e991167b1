import { Notification } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import { setRole } from '../../../__testUtils__/setRole';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { waitForNotifications } from '../../notifications/__testUtils__/waitForNotifications';
import { Departments } from '../__testUtils__/Departments';
import { TimeFixture, today } from '../__testUtils__/TimeFixture';
import { listAllManagers } from '../people/selectManagedPeople';
import { getWeekStart, addDays } from '../../../database/zones';
import { MAX_MINUTES } from './__testUtils__/ExpectedTime';
import { timeStep } from './__testUtils__/timeSteps';
import { TwoWeeks } from './__testUtils__/TwoWeeks';
import { numRuns, testSeed } from '../../../__testUtils__/random';

const ROOT = '/workspaces/default';
const PERIODS = `${ROOT}/periods`;

describeCallboard(
  'time approvers',
  { entities: catalogEntities },
  callboard => {
    let departments: Departments;
    let fixture: TimeFixture;
    let other: TimeFixture;
    let team: string;
    let elsewhere: string;
    let staff: string;
    let manager: string;

    beforeAll(async () => {
      for (const who of ['admin', 'reader', 'guest', 'stranger'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      // Keeps one workspace admin, because the tests change the roles of other users.
      await callboard().as('superAdmin').get('/me').expect(200);
      await setRole(callboard(), `${ROOT}/members`, 'superAdmin', 'admin');
      fixture = await TimeFixture.open(callboard());
      other = await TimeFixture.open(callboard(), 'payments_api');
      await other.setRole('superAdmin', 'admin');
      await other.setRole('projectAdmin', 'member');
      // Ada manages all departments, Ria the team with Max and herself.
      departments = new Departments(callboard());
      const top = await departments.createDepartment('admin');
      team = await departments.createDepartment('reader', top);
      elsewhere = await departments.createDepartment('guest', top);
      staff = await departments.createStaff('member', team);
      manager = await departments.createStaff('reader', team);
    });

    const canSee = async (who: PersonName, { id }: { id: string }) => {
      const statuses: number[] = [];
      for (const path of ['', '/history', '/changes']) {
        const { status } = await fixture.as(who).get(`${PERIODS}/${id}${path}`);
        statuses.push(status);
      }
      const { body } = await fixture.as(who).get(PERIODS).expect(200);
      const isListed = body.items.some((one: any) => one.id === id);
      expect(statuses).toEqual(Array(3).fill(isListed ? 200 : 404));
      return isListed;
    };
    /** Submits a week with time in some projects. */
    const submitPeriod = async (...projectFixtures: TimeFixture[]) => {
      const monday = fixture.newWeek();
      for (const [nth, projectFixture] of projectFixtures.entries()) {
        await projectFixture.log('member', { logged_at: addDays(monday, nth) });
      }
      return fixture.submit('member', monday);
    };

    it.each(['reader', 'admin', 'superAdmin'] as const)(
      'allows managers, higher managers and admins to approve and reopen, such as %s @full',
      async who => {
        const period = await submitPeriod(fixture, other);
        expect(await canSee(who, period)).toBe(true);
        await fixture.decide(who, 'approve', period).expect(200);
        await fixture.decide(who, 'reopen', period).expect(200);
      },
    );

    it('lists approvers to the owner while the period is submitted, nearest manager first', async () => {
      const period = await submitPeriod(fixture);
      const read = async () =>
        (await fixture.as('member').get(`${PERIODS}/${period.id}`).expect(200))
          .body;
      expect((await read()).approvers).toEqual([
        { user_ref: people.reader, display_name: expect.any(String) },
        { user_ref: people.admin, display_name: 'Ada Admin' },
      ]);
      await fixture.decide('reader', 'approve', period).expect(200);
      expect((await read()).approvers).toEqual([]);
    });

    it('links approvers to Team time and the owner to their own week', async () => {
      const { id, week_start } = await submitPeriod(fixture, other);
      const find = async (who: PersonName) =>
        (await fixture.as(who).get(`/resources?periods=${id}`).expect(200)).body
          .items;
      const found = {
        type: 'period',
        id,
        title: `Max Member, ${week_start} to ${addDays(week_start, 6)}`,
        workspace_slug: 'default',
      };
      for (const who of ['reader', 'admin', 'superAdmin'] as const) {
        expect(await find(who)).toEqual([
          { ...found, url: `/team-time?workspace=default&period=${id}` },
        ]);
      }
      expect(await find('member')).toEqual([
        { ...found, url: `/my-time?week=${week_start}&workspace=default` },
      ]);
      expect(await find('guest')).toEqual([]);
    });

    it('deletes the notification of approvers when the owner withdraws the period', async () => {
      const { knex } = callboard();
      const period = await submitPeriod(fixture, other);
      const recall = (who: PersonName) =>
        fixture.as(who).post(`${PERIODS}/${period.id}/recall`);
      const listNotifications = async () => {
        await untilRelayed(knex);
        await waitForNotifications(knex);
        const { body } = await fixture
          .as('reader')
          .get('/notifications?type=period.submitted');
        return body.items.filter((one: Notification) =>
          one.target_url?.includes(period.id),
        );
      };
      expect(await listNotifications()).toHaveLength(1);
      const unread = async () =>
        (await fixture.as('reader').get('/notifications/unread-count')).body
          .unread_count;
      const before = await unread();
      await recall('reader').expect(403);
      await recall('guest').expect(404);
      const { body } = await recall('member').expect(200);
      expect(body).toMatchObject({ status: 'open', submitted_at: null });
      expect(await listNotifications()).toEqual([]);
      expect(await unread()).toBe(before - 1);
      await recall('member').expect(409);
      const [step] = (
        await fixture.as('member').get(`${PERIODS}/${period.id}/history`)
      ).body.items;
      expect(step).toMatchObject({
        action: 'recall',
        actor_ref: people.member,
      });

      const again = await fixture.submit('member', period.week_start);
      expect(again.id).toBe(period.id);
      expect(await listNotifications()).toHaveLength(1);
      await fixture.decide('reader', 'approve', again).expect(200);
      await recall('member').expect(409);
    });

    it.each(['guest', 'projectAdmin'] as const)(
      'hides the period from users who neither manage the owner nor administer all logged projects, such as %s @full',
      async who => {
        const period = await submitPeriod(fixture, other);
        expect(await canSee(who, period)).toBe(false);
        for (const action of ['approve', 'reject', 'reopen'] as const) {
          await fixture.decide(who, action, period).expect(404);
        }
      },
    );

    it('allows project admins to decide only when they administer all logged projects @full', async () => {
      const mixed = await submitPeriod(fixture, other);
      const empty = await submitPeriod();
      const own = await submitPeriod(fixture);
      expect(await canSee('projectAdmin', mixed)).toBe(false);
      expect(await canSee('projectAdmin', empty)).toBe(false);
      expect(await canSee('projectAdmin', own)).toBe(true);
      await fixture.decide('projectAdmin', 'reject', own).expect(200);
      // Sam is an admin by owning the project.
      expect(await canSee('stranger', own)).toBe(true);
      expect(await canSee('stranger', mixed)).toBe(false);
      await other.setRole('projectAdmin', 'admin');
      expect(await canSee('projectAdmin', mixed)).toBe(true);
      await fixture.decide('projectAdmin', 'approve', mixed).expect(200);
      await other.setRole('projectAdmin', 'member');
      await fixture.decide('projectAdmin', 'reopen', mixed).expect(404);
    });

    it('returns 403 when users of any role approve or reject their own period @full', async () => {
      const expectRefused = async (who: PersonName, { id }: { id: string }) => {
        for (const action of ['approve', 'reject', 'reopen'] as const) {
          await fixture.decide(who, action, { id }).expect(403);
        }
        const { body } = await fixture
          .as(who)
          .get(`${PERIODS}?to_approve=true`)
          .expect(200);
        expect(body.items.map((one: any) => one.id)).not.toContain(id);
      };
      // As a member, also with fields that name another person.
      const maxPeriod = await submitPeriod(fixture);
      await expectRefused('member', maxPeriod);
      for (const field of ['on_behalf_of', 'decided_by', 'member_id']) {
        await fixture
          .as('member')
          .post(`${PERIODS}/${maxPeriod.id}/approve`, {
            [field]: people.admin,
          })
          .expect(403);
      }
      // As a workspace admin.
      await setRole(callboard(), `${ROOT}/members`, 'member', 'admin');
      await expectRefused('member', maxPeriod);
      await setRole(callboard(), `${ROOT}/members`, 'member', 'member');
      // As their own manager, as a project admin, and as a super admin.
      await expectRefused(
        'reader',
        await fixture.submit('reader', maxPeriod.week_start),
      );
      const piaMonday = fixture.newWeek();
      await fixture.log('projectAdmin', { logged_at: piaMonday });
      await expectRefused(
        'projectAdmin',
        await fixture.submit('projectAdmin', piaMonday),
      );
      await expectRefused(
        'superAdmin',
        await fixture.submit('superAdmin', piaMonday),
      );
      // The next higher manager decides on a manager's own period.
      const { body } = await fixture
        .as('admin')
        .get(`${PERIODS}?to_approve=true&member_id=${people.reader}`)
        .expect(200);
      await fixture.decide('admin', 'approve', body.items[0]).expect(200);
    });

    it("restricts the decision to managers of the owner's current department @full", async () => {
      const monday = getWeekStart(today(), 1);
      await fixture.log('member', { logged_at: monday });
      const period = await fixture.submit('member', monday);
      const move = (department_id: string) =>
        fixture
          .as('superAdmin')
          .post(`${ROOT}/staff/${staff}/transfer`, {
            department_id,
            effective_date: monday,
          })
          .expect(200);
      await move(elsewhere);
      expect(await canSee('reader', period)).toBe(false);
      await fixture.decide('reader', 'approve', period).expect(404);
      expect(await canSee('guest', period)).toBe(true);
      // Ada still manages both.
      expect(await canSee('admin', period)).toBe(true);
      expect(
        await fixture.readTimesheet('guest', {
          week: monday,
          member_id: people.member,
        }),
      ).toMatchObject({ period: { id: period.id } });
      await fixture.decide('guest', 'approve', period).expect(200);
      await move(team);
      expect(await canSee('reader', period)).toBe(true);
    });

    it('denies deactivated managers and falls back to the next higher manager @full', async () => {
      const superAdmin = fixture.as('superAdmin');
      const action = (path: string) =>
        superAdmin.post(`${ROOT}/staff/${path}`).expect(200);
      const period = await submitPeriod(fixture);
      expect(await canSee('reader', period)).toBe(true);
      await action(`${manager}/deactivate`);
      expect(await canSee('reader', period)).toBe(false);
      await fixture.decide('reader', 'approve', period).expect(404);
      for (const path of [
        'capacity',
        'time-off',
        'timesheet',
        'work-schedule',
      ]) {
        const { body } = await fixture
          .as('reader')
          .get(`${ROOT}/${path}?member_id=${people.member}`);
        expect(JSON.stringify(body)).not.toContain('Max Member');
      }
      const next = await submitPeriod(fixture);
      const { knex } = callboard();
      const { workspace_id } = await knex('time_periods')
        .where({ id: next.id })
        .first();
      expect(await listAllManagers(knex, workspace_id, people.member)).toEqual([
        people.admin,
      ]);
      await action(`${manager}/reactivate`);
      expect(await canSee('reader', next)).toBe(true);
    });

    it('allows staff who are marked as department managers to approve', async () => {
      const user_ref = 'user:default/second.manager';
      const second = callboard().as(user_ref);
      await second.get('/me').expect(200);
      const record = await departments.createStaff('reader', team, {
        user_ref,
        email: 'second@example.com',
      });
      const { id, version } = await submitPeriod(fixture);
      const approve = () =>
        second.post(`${PERIODS}/${id}/approve`).set('If-Match', `"${version}"`);
      await approve().expect(404);
      await fixture
        .as('superAdmin')
        .patch(`${ROOT}/staff/${record}`, { is_department_manager: true })
        .expect(200);
      const { body } = await approve().expect(200);
      expect(body).toMatchObject({ status: 'approved', decided_by: user_ref });
    });

    it('allows the manager to approve the period of a person who left during the week', async () => {
      const monday = fixture.newWeek();
      await fixture.log('member', { logged_at: monday, duration_minutes: 480 });
      const change = (values: object) =>
        fixture
          .as('superAdmin')
          .patch(`${ROOT}/staff/${staff}`, values)
          .expect(200);
      await change({
        date_of_joining: '2000-01-01',
        date_of_leaving: addDays(monday, 2),
      });
      const period = await fixture.submit('member', monday);
      expect(period).toMatchObject({
        total_minutes: 480,
        expected_minutes: 3 * 480,
      });
      await change({ employment_status: 'resigned' });
      await setRole(callboard(), `${ROOT}/members`, 'member', null);
      await fixture.as('member').get(PERIODS).expect(404);
      expect(await canSee('reader', period)).toBe(true);
      const timesheet = await fixture.readTimesheet('reader', {
        week: monday,
        member_id: people.member,
      });
      expect(timesheet.expected_minutes).toBe(3 * 480);
      await fixture.decide('reader', 'approve', period).expect(200);
    });
  },
);

describeWithoutJobs(
  `random changes of time entries (CALLBOARD_TEST_SEED=${testSeed})`,
  { entities: catalogEntities },
  callboard => {
    it('keeps timesheets, totals and periods consistent and approved time unchanged @full', async () => {
      const fixtures = [
        await TimeFixture.open(callboard()),
        await TimeFixture.open(callboard(), 'payments_api'),
      ];
      await fixtures[0].saveSettings({ max_minutes_per_day: MAX_MINUTES });
      const items = fixtures.map(({ item }) => item);
      await fc.assert(
        fc.asyncProperty(
          fc.array(timeStep, { minLength: 15, maxLength: 30 }),
          async steps => {
            const mondays = [fixtures[0].newWeek(), fixtures[0].newWeek()];
            const weeks = new TwoWeeks(fixtures, mondays, items);
            for (const step of steps) {
              await weeks.applyStep(step);
            }
            expect(await weeks.readWeeks()).toEqual(weeks.buildExpectedWeeks());
          },
        ),
        { numRuns: numRuns(4) },
      );
    });
  },
);
