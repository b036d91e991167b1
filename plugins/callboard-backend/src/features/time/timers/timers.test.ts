import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { Activity } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import {
  people,
  startCallboardOn,
} from '../../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../../__testUtils__/listActivityEntries';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import {
  minutesAgo,
  Stopwatch,
  findTimeZoneAtHour,
} from '../__testUtils__/Stopwatch';
import { TimeFixture, today } from '../__testUtils__/TimeFixture';
import { createId } from '../../../database/ids';
import { addDays } from '../../../database/zones';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import { systemClock } from '../../../kernel/clock';
import { ensureActivityMonths } from '../../../database/activityMonths';
import { waitForNotifications } from '../../notifications/__testUtils__/waitForNotifications';

const absent = '01920000-0000-7000-8000-000000000000';

describeWithoutJobs(
  'timers',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    let fixture: TimeFixture;
    let watch: Stopwatch;

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
      watch = new Stopwatch(callboard());
      await callboard().as('guest').get('/me').expect(200);
      // Keeps the tests away from midnight.
      for (const who of ['member', 'superAdmin'] as const) {
        await watch.setTimeZone(who, findTimeZoneAtHour(12));
      }
    });

    beforeEach(async () => {
      await watch.clear('member');
      // Deletes all logged time, so that none counts towards the daily limit.
      await callboard().knex('worklogs').update({ deleted_at: new Date() });
    });

    const member = () => callboard().as('member');
    /** Lists the member's timer actions, newest first. */
    const listTimerActions = async () => {
      const { body } = await member()
        .get('/me/activity?entity_type=timer&limit=10')
        .expect(200);
      return body.activities;
    };

    it('starts, updates and stops a timer, logs its time and records each action', async () => {
      expect(await watch.readTimer('member')).toBeNull();
      const begun = minutesAgo(90);
      const started = await member()
        .put('/me/timer', { work_item_id: fixture.item.id, started_at: begun })
        .expect(200);
      const timer = {
        work_item: {
          id: fixture.item.id,
          identifier: fixture.item.identifier,
          title: fixture.item.title,
        },
        project: expect.objectContaining({ id: fixture.project.pid }),
        workspace_slug: 'default',
        started_at: begun,
        description: null,
        is_billable: false,
      };
      expect(started.body).toEqual({ timer, worklogs: [] });
      expect(await watch.readTimer('member')).toEqual(timer);
      expect(await watch.readTimer('projectAdmin')).toBeNull();

      const patch = { description: 'Fixing', is_billable: true };
      const patched = await member().patch('/me/timer', patch).expect(200);
      expect(patched.body).toEqual({ timer: { ...timer, ...patch } });
      await member().patch('/me/timer', patch).expect(200);

      const [entry, ...otherEntries] = await watch.stop('member');
      expect(otherEntries).toEqual([]);
      expect(entry).toMatchObject({
        work_item_id: fixture.item.id,
        logged_by: people.member,
        duration_minutes: 90,
        description: 'Fixing',
        started_at: begun,
        is_billable: true,
        source: 'timer',
      });
      expect(
        (await member().get(fixture.getWorklogPath(entry)).expect(200)).body,
      ).toEqual(entry);
      expect(await watch.readTimer('member')).toBeNull();

      const [stop, update, start] = await listTimerActions();
      expect([start, update, stop].map(({ action }) => action)).toEqual([
        'start',
        'update',
        'stop',
      ]);
      expect(stop).toMatchObject({
        entity_label: `${fixture.item.identifier} ${fixture.item.title}`,
        metadata: { text: '1h 30m logged', minutes: 90 },
      });
      expect(toFieldChanges(update)).toEqual({
        description: [null, 'Fixing'],
        is_billable: [false, true],
      });
      expect((await listActivityEntries(callboard(), entry.id)).length).toBe(1);
    });

    it('hides timer activity from other users', async () => {
      await watch.start('member', fixture.item, {});
      const { body } = await callboard()
        .as('projectAdmin')
        .get('/activity?entity_type=timer')
        .expect(200);
      expect(body.activities).toEqual([]);
    });

    it('accepts a description on stop and applies the billable default of the project', async () => {
      await fixture
        .as('superAdmin')
        .patch(fixture.project.path, {
          settings: { is_billable_by_default: true },
        })
        .expect(200);
      await watch.start('member', fixture.item, {
        minutes: 5,
        description: 'This',
      });
      const [entry] = await watch.stop('member', { description: 'That' });
      expect(entry).toMatchObject({ description: 'That', is_billable: true });
      await fixture
        .as('superAdmin')
        .patch(fixture.project.path, {
          settings: { is_billable_by_default: null },
        })
        .expect(200);
    });

    it('flags logged time that overlaps another time entry', async () => {
      await fixture.log('member', {
        logged_at: undefined,
        started_at: minutesAgo(12),
        duration_minutes: 5,
      });
      await watch.start('member', fixture.item, {
        started_at: minutesAgo(10),
      });
      expect(await watch.stop('member')).toMatchObject([{ overlaps: true }]);
    });

    it('flags no overlap where only the rounding of logged time reaches into the next timer @postgres', async () => {
      await watch.start('member', fixture.item, { minutes: 40 });
      // 9 minutes and 40 seconds, logged as 10 minutes.
      const [first] = await watch.start('member', fixture.item, {
        minutes: 30 + 1 / 3,
      });
      expect(first.duration_minutes).toBe(10);
      const [second] = await watch.stop('member');
      expect(second).not.toHaveProperty('overlaps');
      await callboard().knex('worklogs').update({ deleted_at: new Date() });

      await fixture.saveSettings({ rounding_minutes: 15 });
      await watch.start('member', fixture.item, { minutes: 40 });
      const [rounded] = await watch.start('member', fixture.item, {
        minutes: 38,
      });
      expect(rounded.duration_minutes).toBe(15);
      const [last] = await watch.stop('member');
      expect(last).not.toHaveProperty('overlaps');
      const manual = await fixture.log('member', {
        logged_at: undefined,
        started_at: minutesAgo(20),
      });
      expect(manual.overlaps).toBe(true);
      await callboard().knex('worklogs').update({ deleted_at: new Date() });

      // Two hours are rounded by at most half an interval.
      await watch.start('member', fixture.item, { minutes: 120 });
      await watch.stop('member');
      const afterTimer = await fixture.log('member', {
        logged_at: undefined,
        started_at: minutesAgo(10),
      });
      expect(afterTimer.overlaps).toBe(true);
      await fixture.saveSettings({ rounding_minutes: null });
    });

    it('discards a timer without logging time and returns 404 afterwards', async () => {
      await watch.start('member', fixture.item, { minutes: 60 });
      await member().delete('/me/timer').expect(204);
      await member().delete('/me/timer').expect(404);
      await member().patch('/me/timer', { description: 'x' }).expect(404);
      await member().post('/me/timer/stop').expect(404);
      expect((await listTimerActions())[0].action).toBe('discard');
      const list = await member()
        .get(`/workspaces/default/worklogs?member_id=${people.member}`)
        .expect(200);
      expect(list.body.items).toEqual([]);
    });

    it('logs nothing for less than half a minute', async () => {
      await watch.start('member', fixture.item, { minutes: 0.4 });
      expect(await watch.stop('member')).toEqual([]);
      expect((await listTimerActions())[0].metadata.text).toBe(
        'nothing logged',
      );
      await watch.start('member', fixture.item, { minutes: 0.6 });
      expect(await watch.stop('member')).toMatchObject([
        { duration_minutes: 1 },
      ]);
    });

    it('rounds the logged time to the interval set in the workspace, but to at least one interval', async () => {
      await fixture.saveSettings({ rounding_minutes: 15 });
      await watch.start('member', fixture.item, { minutes: 3 });
      expect((await watch.stop('member'))[0].duration_minutes).toBe(15);
      await watch.start('member', fixture.item, { minutes: 68 });
      expect((await watch.stop('member'))[0].duration_minutes).toBe(75);
      await fixture.saveSettings({ rounding_minutes: null });
    });

    it('rejects a start time in the future', async () => {
      const started_at = minutesAgo(-1);
      const start = await member()
        .put('/me/timer', { work_item_id: fixture.item.id, started_at })
        .expect(400);
      expect(start.body.error.message).toContain('body.started_at');
      await watch.start('member', fixture.item, {});
      const patch = await member()
        .patch('/me/timer', { started_at })
        .expect(400);
      expect(patch.body.error.message).toContain('body.started_at');
    });

    it('returns 400 for work items on which the user cannot log time @full', async () => {
      const superAdmin = fixture.as('superAdmin');
      const shop = await superAdmin
        .put('/workspaces/default/projects/by-entity/system/default/shop')
        .expect(200);
      const shopPath = `/workspaces/default/projects/${shop.body.id}`;
      const elsewhere = await superAdmin
        .post(`${shopPath}/work-items`, { title: 'Not for everybody' })
        .expect(201);
      const deleted = await fixture.project.make();
      await superAdmin
        .delete(`${fixture.project.path}/work-items/${deleted.id}`)
        .expect(204);
      const refuse = async (
        who: 'projectAdmin' | 'guest',
        work_item_id: string,
      ) => {
        const { body } = await callboard()
          .as(who)
          .put('/me/timer', { work_item_id })
          .expect(400);
        expect(body.error.message).toContain('body.work_item_id');
      };
      for (const id of [absent, elsewhere.body.id, deleted.id]) {
        await refuse('projectAdmin', id);
      }
      await refuse('guest', fixture.item.id);
      await watch.start('projectAdmin', fixture.item, {});
      await callboard()
        .as('projectAdmin')
        .patch('/me/timer', { work_item_id: elsewhere.body.id })
        .expect(400);
      await watch.clear('projectAdmin');
      await member().put('/me/timer', { work_item_id: 'nothing' }).expect(400);
    });

    it('moves a running timer to another work item', async () => {
      const other = await TimeFixture.open(callboard(), 'payments_api');
      await watch.start('member', fixture.item, { minutes: 10 });
      const { body } = await member()
        .patch('/me/timer', { work_item_id: other.item.id })
        .expect(200);
      expect(body.timer).toMatchObject({
        work_item: { id: other.item.id },
        project: { id: other.project.pid },
      });
      expect(await watch.stop('member')).toMatchObject([
        { work_item_id: other.item.id, duration_minutes: 10 },
      ]);
    });

    describe('starting a timer while another runs', () => {
      it('stops and logs the running timer first', async () => {
        const other = await fixture.project.make();
        await watch.start('member', fixture.item, { minutes: 30 });
        const worklogs = await watch.start('member', other, { minutes: 10 });
        // The first timer ends where the next one begins.
        expect(worklogs).toMatchObject([
          { work_item_id: fixture.item.id, duration_minutes: 20 },
        ]);
        expect((await watch.readTimer('member'))!.work_item.id).toBe(other.id);
        // The new timer begins before the running one began, so the running one ends now.
        expect(
          await watch.start('member', fixture.item, { minutes: 60 }),
        ).toMatchObject([{ work_item_id: other.id, duration_minutes: 10 }]);
      });

      it('keeps one running timer on concurrent starts @full @postgres', async () => {
        const items = [];
        for (let index = 0; index < 4; index += 1) {
          items.push(await fixture.project.make());
        }
        await watch.start('member', fixture.item, { minutes: 45 });
        const answers = await Promise.all(
          items.map(({ id }) =>
            member().put('/me/timer', { work_item_id: id }).expect(200),
          ),
        );
        // The first start logs the running timer. The timers that then run only for an instant are
        // not logged.
        const logged = answers.flatMap(({ body }) => body.worklogs);
        expect(logged).toMatchObject([
          { work_item_id: fixture.item.id, duration_minutes: 45 },
        ]);
        const running = (await watch.readTimer('member'))!;
        expect(items.map(({ id }) => id)).toContain(running.work_item.id);
        expect(await callboard().knex('timers')).toHaveLength(1);
      });

      it('stores one timer on concurrent starts and logs once on concurrent stops @postgres', async () => {
        await Promise.all(
          [1, 2, 3].map(() =>
            watch.start('member', fixture.item, { started_at: minutesAgo(20) }),
          ),
        );
        expect(await callboard().knex('timers')).toHaveLength(1);
        await callboard().knex('worklogs').update({ deleted_at: new Date() });
        const answers = await Promise.all(
          [1, 2, 3].map(() => member().post('/me/timer/stop')),
        );
        expect(answers.map(({ status }) => status).sort()).toEqual([
          200, 404, 404,
        ]);
        const list = await member()
          .get(`/workspaces/default/worklogs?member_id=${people.member}`)
          .expect(200);
        expect(list.body).toMatchObject({ total: 1, total_minutes: 20 });
      });

      it('allows one timer per user across all workspaces @full', async () => {
        const superAdmin = callboard().as('superAdmin');
        await superAdmin
          .post('/workspaces', { slug: 'lab', name: 'Lab' })
          .expect(201);
        const lab = '/workspaces/lab/projects';
        const project = await superAdmin
          .put(`${lab}/by-entity/component/default/payments-api`)
          .expect(200);
        const item = await superAdmin
          .post(`${lab}/${project.body.id}/work-items`, { title: 'Elsewhere' })
          .expect(201);
        await watch.start('superAdmin', fixture.item, { minutes: 15 });
        const worklogs = await watch.start('superAdmin', item.body, {
          minutes: 5,
        });
        expect(worklogs).toMatchObject([{ work_item_id: fixture.item.id }]);
        expect(await watch.readTimer('superAdmin')).toMatchObject({
          workspace_slug: 'lab',
        });
        // Starts a timer on the first item again.
        expect(await watch.start('superAdmin', fixture.item, {})).toMatchObject(
          [{ work_item_id: item.body.id, duration_minutes: 5 }],
        );
        await watch.clear('superAdmin');
      });
    });
  },
);

describeWithoutJobs('timer stop', { entities: catalogEntities }, callboard => {
  let fixture: TimeFixture;
  let watch: Stopwatch;

  beforeAll(async () => {
    fixture = await TimeFixture.open(callboard());
    watch = new Stopwatch(callboard());
  });

  beforeEach(async () => {
    await watch.setTimeZone('member', findTimeZoneAtHour(12));
    await watch.clear('member');
    await callboard().knex('worklogs').update({ deleted_at: new Date() });
  });

  const superAdmin = () => callboard().as('superAdmin');
  const member = () => callboard().as('member');
  const patchProject = (values: object) =>
    superAdmin().patch(fixture.project.path, values).expect(200);

  /** Expects that stopping the timer or starting another one fails with this reason. */
  async function expectUnlogged(reason: string) {
    const before = await watch.readTimer('member');
    const other = await TimeFixture.open(callboard(), 'payments_api');
    const stop = await member().post('/me/timer/stop').expect(409);
    const start = await member()
      .put('/me/timer', { work_item_id: other.item.id })
      .expect(409);
    for (const { body } of [stop, start]) {
      expect(body.error.message).toContain(reason);
    }
    expect(before).not.toBeNull();
    expect(await watch.readTimer('member')).toEqual(before);
    const list = await member()
      .get(`/workspaces/default/worklogs?member_id=${people.member}`)
      .expect(200);
    expect(list.body.items).toEqual([]);
  }

  describe('timers over midnight', () => {
    it('logs one time entry per day in the time zone of the user', async () => {
      await watch.setTimeZone('member', findTimeZoneAtHour(1));
      await watch.start('member', fixture.item, { minutes: 180 });
      const [before, after, ...otherEntries] = await watch.stop('member');
      expect(otherEntries).toEqual([]);
      expect(before.duration_minutes + after.duration_minutes).toBe(180);
      expect(after.logged_at).toBe(addDays(before.logged_at, 1));
      // Local time is between one and two.
      expect(after.duration_minutes).toBeGreaterThanOrEqual(60);
      expect(after.duration_minutes).toBeLessThan(121);
      expect(Date.parse(after.started_at!) % 3_600_000).toBe(0);
    });

    it('uses the time zone that the user has when the timer stops', async () => {
      await watch.start('member', fixture.item, { minutes: 180 });
      await watch.setTimeZone('member', findTimeZoneAtHour(1));
      expect(await watch.stop('member')).toHaveLength(2);
      await watch.start('member', fixture.item, { minutes: 180 });
      await watch.setTimeZone('member', findTimeZoneAtHour(12));
      expect(await watch.stop('member')).toHaveLength(1);
    });

    it('uses the workspace time zone for users without a time zone', async () => {
      const patch = (timezone: string) =>
        superAdmin().patch('/workspaces/default', { timezone }).expect(200);
      await patch(findTimeZoneAtHour(1));
      await watch.start('projectAdmin', fixture.item, { minutes: 180 });
      expect(await watch.stop('projectAdmin')).toHaveLength(2);
      await patch('UTC');
    });
  });

  describe('timers whose time cannot be logged', () => {
    it('returns 409 and keeps running when the work item is deleted', async () => {
      const item = await fixture.project.make();
      await watch.start('member', item, { minutes: 5 });
      await superAdmin()
        .delete(`${fixture.project.path}/work-items/${item.id}`)
        .expect(204);
      await expectUnlogged(`${item.identifier} is deleted`);
      // The time can still be logged on another item.
      await member()
        .patch('/me/timer', { work_item_id: fixture.item.id })
        .expect(200);
      expect(await watch.stop('member')).toHaveLength(1);
    });

    it.each([
      [
        'is archived',
        { archived_at: new Date().toISOString() },
        { archived_at: null },
      ],
      [
        'time tracking is off',
        { is_time_tracking_enabled: false },
        { is_time_tracking_enabled: true },
      ],
    ])(
      'returns 409 and keeps running with the reason: %s @full',
      async (reason, off, on) => {
        await watch.start('member', fixture.item, { minutes: 5 });
        await patchProject(off);
        await expectUnlogged(reason);
        await patchProject(on);
        expect(await watch.stop('member')).toHaveLength(1);
      },
    );

    it('returns 409 and hides all names when the user lost access to a secret project', async () => {
      const { body } = await superAdmin()
        .get(`${fixture.project.path}/members`)
        .expect(200);
      const membership = body.items.find(
        ({ user_ref }: any) => user_ref === people.member,
      );
      await watch.start('member', fixture.item, { minutes: 5 });
      await patchProject({ access: 'secret' });
      await superAdmin()
        .delete(`${fixture.project.path}/members/${membership.id}`)
        .expect(204);
      await expectUnlogged('you do not have access to the work item');
      expect(await watch.readTimer('member')).toMatchObject({
        work_item: {
          identifier: '',
          title: 'A work item you no longer have access to',
        },
        project: {
          identifier: '',
          name: 'A project you no longer have access to',
        },
      });
      await member().patch('/me/timer', { description: 'x' }).expect(200);
      await member().delete('/me/timer').expect(204);
      const { body: log } = await member()
        .get('/me/activity?entity_type=timer&limit=2')
        .expect(200);
      expect(JSON.stringify(log)).not.toContain(fixture.item.identifier);
      await patchProject({ access: 'open' });
      await superAdmin()
        .post(`${fixture.project.path}/members`, {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);
    });

    it('returns 409 when the user is no longer assigned to the work item', async () => {
      const reader = callboard().as('reader');
      await reader.get('/me').expect(200);
      const item = await fixture.project.make({ assignees: [people.reader] });
      await watch.start('reader', item, { minutes: 5 });
      await fixture.project.patch(item, { assignees: [] });
      const { body } = await reader.post('/me/timer/stop').expect(409);
      expect(body.error.message).toContain('no longer log time');
      await watch.clear('reader');
    });

    it('returns 409 and keeps running when the week is submitted', async () => {
      const [workspace] = await callboard().knex('workspaces').select('id');
      const now = new Date();
      const period = {
        id: createId(now.getTime()),
        workspace_id: workspace.id,
        member_id: people.member,
        week_start: addDays(today(), -3),
        week_end: addDays(today(), 3),
        status: 'submitted',
        version: 1,
        created_at: now,
        updated_at: now,
      };
      await watch.start('member', fixture.item, { minutes: 5 });
      await callboard().knex('time_periods').insert(period);
      await expectUnlogged('is submitted');
      await callboard().knex('time_periods').delete();
      expect(await watch.stop('member')).toHaveLength(1);
    });

    it('returns 409 with the minutes left when the time exceeds the daily limit', async () => {
      await fixture.saveSettings({ max_minutes_per_day: 60 });
      await watch.start('member', fixture.item, { minutes: 40 });
      expect(await watch.stop('member')).toHaveLength(1);
      const [{ id }] = (
        await member().get('/workspaces/default/worklogs').expect(200)
      ).body.items;
      await watch.start('member', fixture.item, { minutes: 30 });
      const { body } = await member().post('/me/timer/stop').expect(409);
      expect(body.error.message).toContain('20m of it is left');
      await callboard().knex('worklogs').where({ id }).delete();
      expect(await watch.stop('member')).toMatchObject([
        { duration_minutes: 30 },
      ]);
      await fixture.saveSettings({ max_minutes_per_day: null });
    });

    it('returns 409 and logs nothing when one of several days exceeds the daily limit', async () => {
      await watch.setTimeZone('member', findTimeZoneAtHour(1));
      await fixture.saveSettings({ max_minutes_per_day: 90 });
      await watch.start('member', fixture.item, { minutes: 300 });
      await expectUnlogged('must be at most');
      await fixture.saveSettings({ max_minutes_per_day: null });
      expect(await watch.stop('member')).toHaveLength(2);
    });

    it('returns 400 and keeps running when a required description is missing', async () => {
      await fixture.saveSettings({ require_description: true });
      await watch.start('member', fixture.item, { minutes: 5 });
      const { body } = await member().post('/me/timer/stop').expect(400);
      expect(body.error.message).toContain('body.description');
      expect(await watch.readTimer('member')).not.toBeNull();
      expect(
        await watch.stop('member', { description: 'Said it' }),
      ).toHaveLength(1);
      await fixture.saveSettings({ require_description: null });
    });
  });
});

/** Later than any other time in these tests. */
const LATEST = Date.parse('2100-01-01T00:00:00Z');

const scheduler = mockServices.scheduler();

const messages: Array<{ channel: string; message: unknown }> = [];

const options = {
  entities: catalogEntities,
  services: [
    schedulerFactory(scheduler),
    createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => ({
        async publish({ channel, message }: any) {
          messages.push({ channel, message });
        },
      }),
    }),
  ],
};

describeCallboard(
  'time limits of running timers',
  { ...options, databases: 'tagged' },
  callboard => {
    let fixture: TimeFixture;
    let watch: Stopwatch;
    let now = LATEST;

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
      watch = new Stopwatch(callboard());
      await ensureActivityMonths(
        callboard().knex,
        Date.UTC(2026, 0),
        Date.UTC(2026, 11),
      );
      jest.spyOn(systemClock, 'now').mockImplementation(() => now);
    });

    afterAll(() => {
      jest.restoreAllMocks();
    });

    beforeEach(async () => {
      const { knex } = callboard();
      // Runs all jobs before the clock is set back, because jobs due at a later time would never
      // run.
      now = LATEST;
      await untilRelayed(knex);
      await waitForNotifications(knex);
      now = Date.parse('2026-05-04T09:00:00Z');
      await knex('timers').delete();
      await knex('unlogged_times').delete();
      await knex('worklogs').update({ deleted_at: new Date(now) });
      await watch.setTimeZone('member', 'UTC');
    });

    const at = (moment: string) => {
      now = Date.parse(moment);
    };
    const startTimer = async (moment: string, values = {}) => {
      at(moment);
      await callboard()
        .as('member')
        .put('/me/timer', { work_item_id: fixture.item.id, ...values })
        .expect(200);
    };
    const stopForgotten = () => scheduler.triggerTask('callboard-every-minute');
    const entries = async () => {
      const { body } = await callboard()
        .as('member')
        .get(
          `/workspaces/default/worklogs?member_id=${people.member}&order_by=logged_at`,
        )
        .expect(200);
      return body.items;
    };
    const listNotified = async () => {
      await untilRelayed(callboard().knex);
      await waitForNotifications(callboard().knex);
      const { body } = await callboard()
        .as('member')
        .get('/notifications?type=timer.forgotten&only_unread=true')
        .expect(200);
      return body.items;
    };

    it.each([
      // Clocks jump from two to three.
      [
        'America/New_York',
        '2026-03-08T06:30:00Z',
        '2026-03-08T07:30:00Z',
        [60],
      ],
      [
        'America/New_York',
        '2026-03-08T04:00:00Z',
        '2026-03-08T08:00:00Z',
        [60, 180],
      ],
      // Clocks go back from three to two.
      ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z', [120]],
      [
        'Europe/Berlin',
        '2026-10-24T21:00:00Z',
        '2026-10-25T03:00:00Z',
        [60, 300],
      ],
      [
        'Asia/Kolkata',
        '2026-05-04T18:00:00Z',
        '2026-05-04T19:00:00Z',
        [30, 30],
      ],
    ])(
      'logs the elapsed minutes, split at local midnight, in %s from %s to %s @full',
      async (zone, from, to, minutes) => {
        await watch.setTimeZone('member', zone);
        await startTimer(from);
        at(to);
        const worklogs = await watch.stop('member');
        expect(
          worklogs.map(({ duration_minutes }) => duration_minutes),
        ).toEqual(minutes);
      },
    );

    it('keeps a running timer across a backend restart @full', async () => {
      await startTimer('2026-05-04T09:00:00Z', { description: 'Before' });
      const again = await startCallboardOn(callboard().knex, options);
      at('2026-05-04T10:30:00Z');
      const watchAgain = new Stopwatch(again);
      expect(await watchAgain.readTimer('member')).toMatchObject({
        description: 'Before',
        started_at: '2026-05-04T09:00:00.000Z',
      });
      expect(await watchAgain.stop('member')).toMatchObject([
        { duration_minutes: 90 },
      ]);
      await again.stop();
    });

    describe('forgotten timer', () => {
      it('stops after twelve hours, logs the time and notifies its user @full', async () => {
        await startTimer('2026-05-04T09:00:00Z');
        at('2026-05-04T21:00:00Z');
        await stopForgotten();
        expect(await watch.readTimer('member')).not.toBeNull();
        at('2026-05-05T02:00:00Z');
        await stopForgotten();
        await stopForgotten();
        expect(await watch.readTimer('member')).toBeNull();
        const [entry, ...otherEntries] = await entries();
        expect(otherEntries).toEqual([]);
        expect(entry).toMatchObject({
          logged_by: people.member,
          logged_at: '2026-05-04',
          started_at: '2026-05-04T09:00:00.000Z',
          duration_minutes: 720,
          source: 'timer',
        });
        const [activityEntry] = await listActivityEntries(
          callboard(),
          entry.id,
        );
        expect(activityEntry).toMatchObject({
          user_id: 'system:callboard/callboard',
          metadata: {
            text: 'by a timer that stopped automatically after 12h',
            on_behalf_of: people.member,
          },
        });
        expect(await listNotified()).toMatchObject([
          {
            title: `Your timer was stopped: ${fixture.item.identifier} ${fixture.item.title}`,
            body: 'Stopped automatically after 12h; 12h logged.',
            target_url: '/my-time?view=day&date=2026-05-04&workspace=default',
            severity: 'normal',
          },
        ]);
      });

      it('publishes a change on the live channel of its user @full', async () => {
        await startTimer('2026-05-04T09:00:00Z');
        const { body } = await callboard()
          .as('member')
          .get('/live')
          .expect(200);
        const [{ name: own }] = body.channels;
        await untilRelayed(callboard().knex);
        messages.length = 0;
        at('2026-05-04T21:00:01Z');
        await stopForgotten();
        await untilRelayed(callboard().knex);
        expect(
          messages.filter(({ channel }) => channel === own),
        ).toContainEqual({
          channel: own,
          message: {
            type: 'change',
            workspace_id: expect.any(String),
            entity_type: 'timer',
            entity_id: expect.any(String),
          },
        });
      });

      it('records for whom it was stopped', async () => {
        await startTimer('2026-05-04T09:00:00Z', { description: 'Forgotten' });
        at('2026-05-04T21:00:01Z');
        await stopForgotten();
        const { body } = await callboard()
          .as('superAdmin')
          .get('/admin/activity?entity_type=timer&limit=200')
          .expect(200);
        const own = body.activities.filter((entry: Activity) =>
          toFieldChanges(entry).description?.includes('Forgotten'),
        );
        expect(
          own.map(({ action, metadata }: Activity) => [
            action,
            metadata?.on_behalf_of,
          ]),
        ).toEqual([
          ['stop', people.member],
          ['start', undefined],
        ]);
      });

      it('stops at the workspace limit and logs one time entry per day', async () => {
        await fixture.saveSettings({ max_timer_hours: 2 });
        await watch.setTimeZone('member', 'Asia/Kolkata');
        await startTimer('2026-05-04T17:30:00Z');
        at('2026-05-04T19:30:01Z');
        await stopForgotten();
        expect(await entries()).toMatchObject([
          { logged_at: '2026-05-04', duration_minutes: 60 },
          { logged_at: '2026-05-05', duration_minutes: 60 },
        ]);
        await fixture.saveSettings({ max_timer_hours: null });
      });

      it('limits the logged time when the user stops the timer after the limit', async () => {
        await startTimer('2026-05-04T09:00:00Z');
        at('2026-05-09T09:00:00Z');
        expect(await watch.stop('member')).toMatchObject([
          { duration_minutes: 720, logged_at: '2026-05-04' },
        ]);
        const [activityEntry] = await listActivityEntries(
          callboard(),
          (
            await entries()
          )[0].id,
        );
        expect(activityEntry.metadata!.text).toContain('stopped automatically');
      });

      it('stores the time of an approved day as unlogged and logs the other day', async () => {
        const { knex } = callboard();
        const [{ id: workspace_id }] = await knex('workspaces').select('id');
        await knex('time_periods').insert({
          id: createId(now),
          workspace_id,
          member_id: people.member,
          week_start: '2026-05-04',
          week_end: '2026-05-10',
          status: 'approved',
          version: 1,
          created_at: new Date(now),
          updated_at: new Date(now),
        });
        await startTimer('2026-05-10T20:00:00Z', { description: 'Late' });
        at('2026-05-11T08:00:10Z');
        await stopForgotten();
        expect(await watch.readTimer('member')).toBeNull();
        const logged = await entries();
        const unlogged = await knex('unlogged_times');
        expect(logged).toMatchObject([
          { logged_at: '2026-05-11', duration_minutes: 480 },
        ]);
        expect(unlogged).toMatchObject([
          {
            user_ref: people.member,
            work_item_id: fixture.item.id,
            date: '2026-05-10',
            minutes: 240,
            description: 'Late',
            reason: expect.stringContaining('is approved'),
          },
        ]);
        expect(
          sumBy(logged, 'duration_minutes') + sumBy(unlogged, 'minutes'),
        ).toBe(720);
        const [notificationEvent] = await listNotified();
        expect(notificationEvent).toMatchObject({
          severity: 'high',
          target_url: '/my-time?view=day&date=2026-05-10&workspace=default',
        });
        expect(notificationEvent.body).toContain(
          '4h of 2026-05-10 not logged: ',
        );
        await knex('time_periods').delete();
      });

      it.each([
        [
          'the work item is deleted',
          (item: { id: string }) =>
            fixture
              .as('superAdmin')
              .delete(`${fixture.project.path}/work-items/${item.id}`)
              .expect(204),
        ],
        [
          'time tracking is off',
          () =>
            fixture
              .as('superAdmin')
              .patch(fixture.project.path, { is_time_tracking_enabled: false })
              .expect(200),
        ],
      ])(
        'stores the whole time as unlogged when %s @full-sqlite @postgres',
        async (_, prevent) => {
          const item = await fixture.project.make();
          await startTimer('2026-05-04T09:00:00Z', { work_item_id: item.id });
          await prevent(item);
          at('2026-05-04T21:00:01Z');
          await stopForgotten();
          expect(await entries()).toEqual([]);
          expect(await callboard().knex('unlogged_times')).toMatchObject([
            { minutes: 720, work_item_id: item.id },
          ]);
          await fixture
            .as('superAdmin')
            .patch(fixture.project.path, { is_time_tracking_enabled: true })
            .expect(200);
        },
      );

      it('logs once on concurrent stops and leaves the timers of other users running @full @postgres', async () => {
        await startTimer('2026-05-04T09:00:00Z');
        at('2026-05-04T20:00:00Z');
        await callboard()
          .as('projectAdmin')
          .put('/me/timer', { work_item_id: fixture.item.id })
          .expect(200);
        at('2026-05-04T21:00:01Z');
        await Promise.all([
          stopForgotten(),
          callboard().as('member').post('/me/timer/stop'),
        ]);
        expect(await watch.readTimer('projectAdmin')).not.toBeNull();
        expect(sumBy(await entries(), 'duration_minutes')).toBe(720);
      });
    });
  },
);
