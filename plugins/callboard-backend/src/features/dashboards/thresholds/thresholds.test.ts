import { mockServices } from '@backstage/backend-test-utils';
import { Notification } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { untilTold } from '../../notifications/__testUtils__/untilTold';
import { Desk } from '../../work/__testUtils__/Desk';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';

const ROOT = '/workspaces/default/dashboards';

const scheduler = mockServices.scheduler();
const options = {
  entities: landscape,
  services: [schedulerFactory(scheduler)],
};

describeCallboard('following dashboards', options, callboard => {
  const world = makeDashboardWorld(callboard);
  let board: { id: string; name: string };

  const subscription = (who: PersonName) =>
    callboard().as(who).get(`${ROOT}/${board.id}/subscription`);
  const put = (who: PersonName, level: string) =>
    callboard().as(who).put(`${ROOT}/${board.id}/subscription`, { level });
  const bell = async (who: PersonName) => {
    const { body } = await callboard()
      .as(who)
      .get('/notifications?type=dashboard.threshold')
      .expect(200);
    return body.items as Notification[];
  };
  const check = async () => {
    await callboard()
      .knex('threshold_checks')
      .update({ due_at: new Date(0) });
    await scheduler.triggerTask('callboard-dashboard-thresholds');
    await untilTold(callboard().knex);
  };

  beforeAll(async () => {
    await world.enter();
    const open = await Desk.open(callboard());
    const secret = await Desk.open(callboard(), 'payments_api');
    for (const desk of [open, secret]) {
      for (let nth = 0; nth < 7; nth += 1) {
        await desk.make();
      }
    }
    await secret
      .as('superAdmin')
      .patch(secret.path, { access: 'secret' })
      .expect(200);
  });

  beforeEach(async () => {
    board = await world.newDashboard('admin', { access: 'shared' });
  });

  it('is what owners do, and others if they choose to', async () => {
    const { body: own } = await subscription('admin').expect(200);
    expect(own).toEqual({ level: 'all', source: 'author' });
    const { body: none } = await subscription('guest').expect(200);
    expect(none).toEqual({ level: 'none', source: 'none' });
    const { body: chosen } = await put('guest', 'all').expect(200);
    expect(chosen).toEqual({ level: 'all', source: 'own' });
    await put('admin', 'none').expect(200);
    const { body: muted } = await subscription('admin').expect(200);
    expect(muted).toEqual({ level: 'none', source: 'own' });
    for (const who of ['admin', 'guest'] as const) {
      await callboard()
        .as(who)
        .delete(`${ROOT}/${board.id}/subscription`)
        .expect(204);
    }
    expect((await subscription('admin')).body).toEqual(own);
    expect((await subscription('guest')).body).toEqual(none);
  });

  it('is for those who read them, and there are no mentions', async () => {
    expect((await put('member', 'mentions')).status).toBe(400);
    board = await world.newDashboard('admin');
    expect((await put('member', 'all')).status).toBe(404);
    expect((await subscription('member')).status).toBe(404);
    const foreign = await world.otherWorkspace();
    const elsewhere = await callboard()
      .as('superAdmin')
      .put(`${foreign}/${board.id}/subscription`, { level: 'all' });
    expect(elsewhere.status).toBe(404);
  });

  it('has people told when a number that they see crosses a threshold', async () => {
    const { body: widget } = await callboard()
      .as('admin')
      .post(`${ROOT}/${board.id}/widgets`, {
        widget_type: 'work_items_chart',
        title: 'All work',
        config: {
          chart_type: 'number',
          metric: 'count',
          thresholds: [
            { operator: '>', value: 10, severity: 'critical' },
            { operator: '<=', value: 7, severity: 'low' },
          ],
        },
      })
      .expect(201);
    await put('member', 'all').expect(200);
    await check();
    await check();
    const ofAdmin = await bell('admin');
    expect(ofAdmin).toMatchObject([
      {
        title: 'All work: 14, above 10',
        body: `On the dashboard ${board.name}.`,
        severity: 'critical',
        target_url: `/dashboards/${board.id}?workspace=default`,
        count: 1,
        meta: {
          dashboard_id: board.id,
          widget_id: widget.id,
          value: 14,
          threshold: { operator: '>', value: 10, severity: 'critical' },
        },
      },
    ]);
    expect(await bell('member')).toMatchObject([
      { title: 'All work: 7, at or below 7', severity: 'low', count: 1 },
    ]);
    expect(await bell('guest')).toEqual([]);
  });

  it('hides what was told of a dashboard from who does not see it any more', async () => {
    await callboard()
      .as('admin')
      .post(`${ROOT}/${board.id}/widgets`, {
        widget_type: 'work_items_chart',
        title: 'Of late',
        config: {
          chart_type: 'number',
          metric: 'count',
          thresholds: [{ operator: '>', value: 1, severity: 'low' }],
        },
      })
      .expect(201);
    await put('member', 'all').expect(200);
    const count = async (who: PersonName) => {
      const { body } = await callboard()
        .as(who)
        .get('/notifications/unread-count')
        .expect(200);
      return body.unread_count as number;
    };
    const change = (access: string) =>
      callboard()
        .as('admin')
        .patch(`${ROOT}/${board.id}`, { access })
        .expect(200);
    const seen = async (who: PersonName) =>
      (await bell(who)).filter(({ title }) => title.startsWith('Of late'));
    const [before, ofAdmin] = [await count('member'), await count('admin')];
    await check();
    expect(await seen('member')).toHaveLength(1);
    expect(await count('member')).toBe(before + 1);
    const [{ id }] = await seen('member');
    await change('private');
    expect(await seen('member')).toEqual([]);
    expect(await count('member')).toBe(before);
    await callboard()
      .as('member')
      .patch(`/notifications/${id}`, { is_read: true })
      .expect(404);
    expect(await seen('admin')).toHaveLength(1);
    await change('shared');
    expect(await seen('member')).toHaveLength(1);
    await callboard().as('admin').delete(`${ROOT}/${board.id}`).expect(204);
    expect(await seen('member')).toEqual([]);
    expect(await count('admin')).toBe(ofAdmin);
  });

  it('tells nobody who has turned the type off', async () => {
    const path = '/notifications/preferences';
    const member = callboard().as('member');
    const { body } = await member.get(path).expect(200);
    const type = body.types.find(
      (one: { type: string }) => one.type === 'dashboard.threshold',
    );
    expect(type).toMatchObject({
      channels: { bell: true, email: true, browser: false, digest: true },
    });
    type.channels.bell = false;
    await member.put(path, body).expect(200);
    const before = await bell('member');
    await callboard()
      .as('admin')
      .post(`${ROOT}/${board.id}/widgets`, {
        widget_type: 'work_items_chart',
        config: {
          chart_type: 'number',
          thresholds: [{ operator: '>', value: 1, severity: 'low' }],
        },
      })
      .expect(201);
    await put('member', 'all').expect(200);
    await check();
    expect(await bell('member')).toEqual(before);
  });
});
