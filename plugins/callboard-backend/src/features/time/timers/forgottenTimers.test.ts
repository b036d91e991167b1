import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { sumBy } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import {
  people,
  startCallboardOn,
} from '../../../__testUtils__/startCallboard';
import { tracesOf } from '../../../__testUtils__/tracesOf';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import { systemClock } from '../../../clock';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { ensureActivityMonths } from '../../../database/activityMonths';
import { newId } from '../../../database/ids';
import { untilTold } from '../../notifications/__testUtils__/untilTold';
import { Stopwatch } from '../__testUtils__/Stopwatch';
import { TimeDesk } from '../__testUtils__/TimeDesk';

/** Later than anything that happens here. */
const LATEST = Date.parse('2100-01-01T00:00:00Z');

const scheduler = mockServices.scheduler();

const said: Array<{ channel: string; message: unknown }> = [];

const options = {
  entities: landscape,
  services: [
    schedulerFactory(scheduler),
    createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => ({
        async publish({ channel, message }: any) {
          said.push({ channel, message });
        },
      }),
    }),
  ],
};

describeCallboard('timers and the clock', options, callboard => {
  let desk: TimeDesk;
  let watch: Stopwatch;
  let now = LATEST;

  beforeAll(async () => {
    desk = await TimeDesk.open(callboard());
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
    // Before the clock goes back: what is due after that would wait for ever.
    now = LATEST;
    await untilRelayed(knex);
    await untilTold(knex);
    now = Date.parse('2026-05-04T09:00:00Z');
    await knex('timers').delete();
    await knex('kept_times').delete();
    await knex('worklogs').update({ deleted_at: new Date(now) });
    await watch.moveTo('member', 'UTC');
  });

  const at = (moment: string) => {
    now = Date.parse(moment);
  };
  const startAt = async (moment: string, values = {}) => {
    at(moment);
    await callboard()
      .as('member')
      .put('/me/timer', { work_item_id: desk.item.id, ...values })
      .expect(200);
  };
  const stopForgotten = () =>
    scheduler.triggerTask('callboard-forgotten-timers');
  const entries = async () => {
    const { body } = await callboard()
      .as('member')
      .get(
        `/workspaces/default/worklogs?member_id=${people.member}&order_by=logged_at`,
      )
      .expect(200);
    return body.items;
  };
  const told = async () => {
    await untilRelayed(callboard().knex);
    await untilTold(callboard().knex);
    const { body } = await callboard()
      .as('member')
      .get('/notifications?type=timer.forgotten&only_unread=true')
      .expect(200);
    return body.items;
  };

  it.each([
    // The clocks go from two to three.
    ['America/New_York', '2026-03-08T06:30:00Z', '2026-03-08T07:30:00Z', [60]],
    [
      'America/New_York',
      '2026-03-08T04:00:00Z',
      '2026-03-08T08:00:00Z',
      [60, 180],
    ],
    // From three to two.
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z', [120]],
    [
      'Europe/Berlin',
      '2026-10-24T21:00:00Z',
      '2026-10-25T03:00:00Z',
      [60, 300],
    ],
    ['Asia/Kolkata', '2026-05-04T18:00:00Z', '2026-05-04T19:00:00Z', [30, 30]],
  ])(
    'has the minutes that passed, in %s from %s to %s',
    async (zone, from, to, minutes) => {
      await watch.moveTo('member', zone);
      await startAt(from);
      at(to);
      const worklogs = await watch.stop('member');
      expect(worklogs.map(({ duration_minutes }) => duration_minutes)).toEqual(
        minutes,
      );
    },
  );

  it('is the same after the server was started again', async () => {
    await startAt('2026-05-04T09:00:00Z', { description: 'Before' });
    const again = await startCallboardOn(callboard().knex, options);
    at('2026-05-04T10:30:00Z');
    const watchAgain = new Stopwatch(again);
    expect(await watchAgain.of('member')).toMatchObject({
      description: 'Before',
      started_at: '2026-05-04T09:00:00.000Z',
    });
    expect(await watchAgain.stop('member')).toMatchObject([
      { duration_minutes: 90 },
    ]);
    await again.stop();
  });

  describe('a timer that is forgotten', () => {
    it('is stopped and logged after twelve hours, and its person told', async () => {
      await startAt('2026-05-04T09:00:00Z');
      at('2026-05-04T21:00:00Z');
      await stopForgotten();
      expect(await watch.of('member')).not.toBeNull();
      at('2026-05-05T02:00:00Z');
      await stopForgotten();
      await stopForgotten();
      expect(await watch.of('member')).toBeNull();
      const [entry, ...rest] = await entries();
      expect(rest).toEqual([]);
      expect(entry).toMatchObject({
        logged_by: people.member,
        logged_at: '2026-05-04',
        started_at: '2026-05-04T09:00:00.000Z',
        duration_minutes: 720,
        source: 'timer',
      });
      const [trace] = await tracesOf(callboard(), entry.id);
      expect(trace).toMatchObject({
        user_id: 'system:callboard/callboard',
        metadata: {
          text: 'of a forgotten timer that was stopped after 12h',
          on_behalf_of: people.member,
        },
      });
      expect(await told()).toMatchObject([
        {
          title: `Your timer was stopped: ${desk.item.identifier} ${desk.item.title}`,
          body: 'It was forgotten, and stopped after 12h; 12h logged.',
          target_url: '/my-time?view=day&date=2026-05-04&workspace=default',
          severity: 'normal',
        },
      ]);
    });

    it('goes from every tab of its person at once', async () => {
      await startAt('2026-05-04T09:00:00Z');
      const { body } = await callboard().as('member').get('/live').expect(200);
      const [{ name: own }] = body.channels;
      await untilRelayed(callboard().knex);
      said.length = 0;
      at('2026-05-04T21:00:01Z');
      await stopForgotten();
      await untilRelayed(callboard().knex);
      expect(said.filter(({ channel }) => channel === own)).toContainEqual({
        channel: own,
        message: {
          type: 'change',
          workspace_id: expect.any(String),
          entity_type: 'timer',
          entity_id: expect.any(String),
        },
      });
    });

    it('is stopped when the workspace says, an entry a day', async () => {
      await desk.settle({ max_timer_hours: 2 });
      await watch.moveTo('member', 'Asia/Kolkata');
      await startAt('2026-05-04T17:30:00Z');
      at('2026-05-04T19:30:01Z');
      await stopForgotten();
      expect(await entries()).toMatchObject([
        { logged_at: '2026-05-04', duration_minutes: 60 },
        { logged_at: '2026-05-05', duration_minutes: 60 },
      ]);
      await desk.settle({ max_timer_hours: null });
    });

    it('is not counted for longer, either, when its person stops it', async () => {
      await startAt('2026-05-04T09:00:00Z');
      at('2026-05-09T09:00:00Z');
      expect(await watch.stop('member')).toMatchObject([
        { duration_minutes: 720, logged_at: '2026-05-04' },
      ]);
      const [trace] = await tracesOf(callboard(), (await entries())[0].id);
      expect(trace.metadata!.text).toContain('forgotten');
    });

    it('is kept, day by day, where it cannot be logged', async () => {
      const { knex } = callboard();
      const [{ id: workspace_id }] = await knex('workspaces').select('id');
      await knex('time_periods').insert({
        id: newId(now),
        workspace_id,
        member_id: people.member,
        week_start: '2026-05-04',
        week_end: '2026-05-10',
        status: 'approved',
        version: 1,
        created_at: new Date(now),
        updated_at: new Date(now),
      });
      await startAt('2026-05-10T20:00:00Z', { description: 'Late' });
      at('2026-05-11T08:00:10Z');
      await stopForgotten();
      expect(await watch.of('member')).toBeNull();
      const logged = await entries();
      const kept = await knex('kept_times');
      expect(logged).toMatchObject([
        { logged_at: '2026-05-11', duration_minutes: 480 },
      ]);
      expect(kept).toMatchObject([
        {
          user_ref: people.member,
          work_item_id: desk.item.id,
          date: '2026-05-10',
          minutes: 240,
          description: 'Late',
          reason: expect.stringContaining('is approved'),
        },
      ]);
      expect(sumBy(logged, 'duration_minutes') + sumBy(kept, 'minutes')).toBe(
        720,
      );
      const [notice] = await told();
      expect(notice).toMatchObject({
        severity: 'high',
        target_url: '/my-time?view=day&date=2026-05-10&workspace=default',
      });
      expect(notice.body).toContain('4h of 2026-05-10 kept: ');
      await knex('time_periods').delete();
    });

    it.each([
      [
        'its item is deleted',
        (item: { id: string }) =>
          desk
            .as('superAdmin')
            .delete(`${desk.desk.path}/work-items/${item.id}`)
            .expect(204),
      ],
      [
        'tracking is switched off',
        () =>
          desk
            .as('superAdmin')
            .patch(desk.desk.path, { is_time_tracking_enabled: false })
            .expect(200),
      ],
    ])('is kept as a whole where %s', async (_, spoil) => {
      const item = await desk.desk.make();
      await startAt('2026-05-04T09:00:00Z', { work_item_id: item.id });
      await spoil(item);
      at('2026-05-04T21:00:01Z');
      await stopForgotten();
      expect(await entries()).toEqual([]);
      expect(await callboard().knex('kept_times')).toMatchObject([
        { minutes: 720, work_item_id: item.id },
      ]);
      await desk
        .as('superAdmin')
        .patch(desk.desk.path, { is_time_tracking_enabled: true })
        .expect(200);
    });

    it('does not end others, and ends once', async () => {
      await startAt('2026-05-04T09:00:00Z');
      at('2026-05-04T20:00:00Z');
      await callboard()
        .as('projectAdmin')
        .put('/me/timer', { work_item_id: desk.item.id })
        .expect(200);
      at('2026-05-04T21:00:01Z');
      await Promise.all([
        stopForgotten(),
        callboard().as('member').post('/me/timer/stop'),
      ]);
      expect(await watch.of('projectAdmin')).not.toBeNull();
      expect(sumBy(await entries(), 'duration_minutes')).toBe(720);
    });
  });
});
