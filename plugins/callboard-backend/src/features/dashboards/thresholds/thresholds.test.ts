import { mockServices } from '@backstage/backend-test-utils';
import { Notification } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { waitForNotifications } from '../../notifications/__testUtils__/waitForNotifications';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import { makeDashboardFixture } from '../__testUtils__/makeDashboardFixture';
import { ReadTimeoutError } from '../../../http/errors';
import { NotificationSender } from '../../notifications/dispatch/NotificationEvent';
import { above10, CheckedBoard } from './__testUtils__/CheckedBoard';

describe('dashboard thresholds', () => {
  const ROOT = '/workspaces/default/dashboards';

  const scheduler = mockServices.scheduler();
  const options = {
    entities: catalogEntities,
    services: [schedulerFactory(scheduler)],
  };

  describeCallboard('dashboard subscriptions', options, callboard => {
    const dashboardFixture = makeDashboardFixture(callboard);
    let board: { id: string; name: string };

    const subscription = (who: PersonName) =>
      callboard().as(who).get(`${ROOT}/${board.id}/subscription`);
    const put = (who: PersonName, level: string) =>
      callboard().as(who).put(`${ROOT}/${board.id}/subscription`, { level });
    const listNotifications = async (who: PersonName) => {
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
      await scheduler.triggerTask('callboard-every-minute');
      await waitForNotifications(callboard().knex);
    };

    beforeAll(async () => {
      await dashboardFixture.assignRoles();
      const open = await ProjectFixture.open(callboard());
      const secret = await ProjectFixture.open(callboard(), 'payments_api');
      for (const fixture of [open, secret]) {
        for (let nth = 0; nth < 7; nth += 1) {
          await fixture.make();
        }
      }
      await secret
        .as('superAdmin')
        .patch(secret.path, { access: 'secret' })
        .expect(200);
    });

    beforeEach(async () => {
      board = await dashboardFixture.createDashboard('admin', {
        access: 'shared',
      });
    });

    it('subscribes owners by default, and other readers on request', async () => {
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

    it('rejects the level mentions, and users without access to the dashboard', async () => {
      expect((await put('member', 'mentions')).status).toBe(400);
      board = await dashboardFixture.createDashboard('admin');
      expect((await put('member', 'all')).status).toBe(404);
      expect((await subscription('member')).status).toBe(404);
      const foreign = await dashboardFixture.createOtherWorkspace();
      const elsewhere = await callboard()
        .as('superAdmin')
        .put(`${foreign}/${board.id}/subscription`, { level: 'all' });
      expect(elsewhere.status).toBe(404);
    });

    it('notifies followers when a number that they see crosses a threshold', async () => {
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
      const ofAdmin = await listNotifications('admin');
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
      expect(await listNotifications('member')).toMatchObject([
        { title: 'All work: 7, at or below 7', severity: 'low', count: 1 },
      ]);
      expect(await listNotifications('guest')).toEqual([]);
    });

    it('hides notifications from a user who lost access to the dashboard', async () => {
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
      const listWidgetNotifications = async (who: PersonName) =>
        (await listNotifications(who)).filter(({ title }) =>
          title.startsWith('Of late'),
        );
      const [before, ofAdmin] = [await count('member'), await count('admin')];
      await check();
      expect(await listWidgetNotifications('member')).toHaveLength(1);
      expect(await count('member')).toBe(before + 1);
      const [{ id }] = await listWidgetNotifications('member');
      await change('private');
      expect(await listWidgetNotifications('member')).toEqual([]);
      expect(await count('member')).toBe(before);
      await callboard()
        .as('member')
        .patch(`/notifications/${id}`, { is_read: true })
        .expect(404);
      expect(await listWidgetNotifications('admin')).toHaveLength(1);
      await change('shared');
      expect(await listWidgetNotifications('member')).toHaveLength(1);
      await callboard().as('admin').delete(`${ROOT}/${board.id}`).expect(204);
      expect(await listWidgetNotifications('member')).toEqual([]);
      expect(await count('admin')).toBe(ofAdmin);
    });

    it('omits users who turned off this notification type', async () => {
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
      const before = await listNotifications('member');
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
      expect(await listNotifications('member')).toEqual(before);
    });
  });
});

describe('threshold checks', () => {
  const ROOT = '/workspaces/default/dashboards';

  describeCallboard('threshold checks', { databases: 'tagged' }, callboard => {
    const dashboardFixture = makeDashboardFixture(callboard);
    let board: CheckedBoard;
    let wid: string;

    beforeAll(() => dashboardFixture.assignRoles());

    beforeEach(async () => {
      await callboard().knex('threshold_checks').delete();
      const { id } = await dashboardFixture.createDashboard('admin', {
        access: 'shared',
      });
      board = new CheckedBoard(callboard(), id);
      wid = await board.addWidget([above10]);
    });

    it('notifies once until the number is back within the threshold', async () => {
      board.setNumber('admin', 10);
      expect(await board.check()).toEqual([]);
      board.setNumber('admin', 11);
      expect(await board.check()).toEqual([
        'ada.admin Open: 11, above 10 high',
      ]);
      board.setNumber('admin', 12);
      expect(await board.check()).toEqual([]);
      board.setNumber('admin', 10);
      expect(await board.check()).toEqual([]);
      board.setNumber('admin', 13);
      expect(await board.check()).toEqual([
        'ada.admin Open: 13, above 10 high',
      ]);
    });

    it.each([
      ['>', 5, 5.5],
      ['>=', 4, 5],
      ['<', 5, 4],
      ['<=', 6, 5],
    ] as const)(
      'notifies when a number crosses a threshold with the operator %s',
      async (operator, before, after) => {
        await board.changeThresholds(wid, [
          { operator, value: 5, severity: 'low' },
        ]);
        board.setNumber('admin', before);
        expect(await board.check()).toEqual([]);
        board.setNumber('admin', after);
        expect(await board.check()).toHaveLength(1);
      },
    );

    it('notifies followers of each threshold separately', async () => {
      await board.changeThresholds(wid, [
        above10,
        { ...above10, value: 20, severity: 'critical' },
      ]);
      board.setNumber('admin', 15);
      expect(await board.check()).toEqual([
        'ada.admin Open: 15, above 10 high',
      ]);
      board.setNumber('admin', 25);
      expect(await board.check()).toEqual([
        'ada.admin Open: 25, above 20 critical',
      ]);
      board.setNumber('admin', 15);
      expect(await board.check()).toEqual([]);
      expect(await board.listCrossed()).toEqual(['ada.admin 0']);
    });

    it('notifies each follower by the number they see', async () => {
      await board.follow('member');
      await board.follow('guest');
      board.setNumber('admin', 14);
      board.setNumber('member', 12);
      board.setNumber('guest', 0);
      board.setNumber('stranger', 99);
      expect(await board.check()).toEqual([
        'ada.admin Open: 14, above 10 high',
        'max.member Open: 12, above 10 high',
      ]);
      board.setNumber('guest', 11);
      expect(await board.check()).toEqual([
        'gus.guest Open: 11, above 10 high',
      ]);
    });

    it('leaves a threshold crossed while the number is missing', async () => {
      board.setNumber('admin', null);
      expect(await board.check()).toEqual([]);
      board.setNumber('admin', 11);
      expect(await board.check()).toHaveLength(1);
      board.setNumber('admin', null);
      expect(await board.check()).toEqual([]);
      board.setNumber('admin', 12);
      expect(await board.check()).toEqual([]);
    });

    it('notifies again after a threshold or filter changes, but not after a new title', async () => {
      const above20 = { ...above10, value: 20 };
      const change = (body: object) =>
        callboard()
          .as('admin')
          .patch(`${ROOT}/${board.id}/widgets/${wid}`, body)
          .expect(200);
      board.setNumber('admin', 30);
      expect(await board.check()).toHaveLength(1);
      await board.changeThresholds(wid, [above20]);
      expect(await board.check()).toEqual([
        'ada.admin Open: 30, above 20 high',
      ]);
      await change({ title: 'Left' });
      expect(await board.check()).toEqual([]);
      await board.changeThresholds(wid, [
        above10,
        { ...above20, severity: 'critical' },
      ]);
      expect(await board.check()).toEqual([
        'ada.admin Left: 30, above 10 high',
      ]);
      expect(await board.listCrossed()).toEqual(['ada.admin 0', 'ada.admin 1']);
      board.setNumber('admin', 15);
      expect(await board.check()).toEqual([]);
      expect(await board.listCrossed()).toEqual(['ada.admin 0']);
      const { config } = (
        await callboard()
          .as('admin')
          .get(`${ROOT}/${board.id}/widgets/${wid}`)
          .expect(200)
      ).body;
      await change({
        config: { ...config, filters: { priority: ['high'] } },
      });
      expect(await board.check()).toHaveLength(1);
    });

    it('deletes crossed thresholds with the thresholds, the widget or the dashboard', async () => {
      board.setNumber('admin', 30);
      const other = await board.addWidget([above10], 'Other');
      await board.check();
      await board.changeThresholds(wid);
      await callboard()
        .as('admin')
        .delete(`${ROOT}/${board.id}/widgets/${other}`)
        .expect(204);
      expect(await board.check()).toEqual([]);
      expect(await callboard().knex('threshold_checks')).toEqual([]);
      expect(await callboard().knex('crossed_thresholds')).toEqual([]);
      await board.changeThresholds(wid, [above10]);
      expect(await board.check()).toHaveLength(1);
      await callboard().as('admin').delete(`${ROOT}/${board.id}`).expect(204);
      expect(await board.check()).toEqual([]);
      expect(await callboard().knex('crossed_thresholds')).toEqual([]);
    });

    it('clears the crossed thresholds of a follower who lost access to the dashboard', async () => {
      await board.follow('member');
      board.setNumber('admin', 1);
      board.setNumber('member', 11);
      expect(await board.check()).toHaveLength(1);
      const setAccess = (value: string) =>
        callboard()
          .as('admin')
          .patch(`${ROOT}/${board.id}`, { access: value })
          .expect(200);
      await setAccess('private');
      board.setNumber('member', 12);
      expect(await board.check()).toEqual([]);
      expect(await board.listCrossed()).toEqual([]);
      await setAccess('shared');
      expect(await board.check()).toEqual([
        'max.member Open: 12, above 10 high',
      ]);
    });

    it('clears the crossed thresholds of a follower who unfollowed the dashboard', async () => {
      await board.follow('member');
      board.setNumber('admin', 11);
      board.setNumber('member', 11);
      expect(await board.check()).toHaveLength(2);
      await board.follow('member', 'none');
      await board.follow('admin', 'none');
      expect(await board.check()).toEqual([]);
      expect(await board.listCrossed()).toEqual([]);
      await board.follow('member');
      expect(await board.check()).toEqual([
        'max.member Open: 11, above 10 high',
      ]);
    });

    it('checks the followers in batches @postgres', async () => {
      await board.follow('member');
      await board.follow('guest');
      board.setNumber('admin', 11);
      board.setNumber('member', 12);
      board.setNumber('guest', 13);
      const one = board.createChecks({ followersAtOnce: 1 });
      expect(await board.check(one)).toHaveLength(3);
      board.setNumber('guest', 1);
      await board.follow('member', 'none');
      expect(await board.check(one)).toEqual([]);
      expect(await board.listCrossed()).toEqual(['ada.admin 0']);
    });

    it('notifies once when several replicas run concurrently @full-postgres @postgres', async () => {
      const others = await Promise.all(
        [1, 2, 3, 4].map(nth => board.addWidget([above10], `Nr ${nth}`)),
      );
      await board.follow('member');
      board.setNumber('admin', 11);
      board.setNumber('member', 12);
      board.wait();
      board.notified.length = 0;
      await Promise.all([
        board.createChecks().run(),
        board.createChecks().run(),
        board.createChecks().run(),
      ]);
      expect(board.notified).toHaveLength(2 * (others.length + 1));
      expect(new Set(board.notified).size).toBe(board.notified.length);
    });

    it('notifies once when another replica takes over a check that took too long', async () => {
      board.setNumber('admin', 11);
      const slow = board.createChecks();
      const original = board.whileCounting;
      board.whileCounting = async () => {
        board.whileCounting = original;
        board.wait();
        await board.createChecks().run();
      };
      expect(await board.check(slow)).toEqual([
        'ada.admin Open: 11, above 10 high',
      ]);
    });

    it('notifies once when another replica runs before a slow notification commits @postgres', async () => {
      board.setNumber('admin', 11);
      const over = new AbortController();
      const others: Promise<void>[] = [];
      const slow: NotificationSender = {
        notify: async (tx, events) => {
          board.wait();
          // With a single connection, the other replica must wait until this transaction ends.
          others.push(board.createChecks().run());
          await board.recorder.notify(tx, events);
          over.abort();
        },
      };
      board.wait();
      board.notified.length = 0;
      await board.createChecks({ dispatcher: slow }).run(over.signal);
      await Promise.all(others);
      expect(others).toHaveLength(1);
      expect(board.notified).toHaveLength(1);
    });

    it('preserves the newer result of another replica when a slow check ends', async () => {
      board.setNumber('admin', 11);
      const late = board.createChecks();
      const original = board.whileCounting;
      board.whileCounting = async () => {
        board.whileCounting = original;
        // Another replica takes the check, and finds the number back below the threshold.
        board.wait();
        board.setNumber('admin', 1);
        await board.createChecks().run();
      };
      expect(await board.check(late)).toEqual([]);
      expect(await board.listCrossed()).toEqual([]);
    });

    it('checks a widget in each run, even if a run starts slightly early', async () => {
      const checks = board.createChecks();
      board.wait();
      for (let minute = 0; minute < 4; minute += 1) {
        await checks.run();
        board.wait(59_900);
      }
      expect(board.counted).toHaveLength(4);
    });

    it('checks other dashboards before further widgets of a slow one @postgres', async () => {
      await board.addWidget([above10], 'Dear');
      await board.addWidget([above10], 'Dearest');
      const other = await dashboardFixture.createDashboard('admin', {
        access: 'shared',
      });
      const cheap = new CheckedBoard(callboard(), other.id);
      await cheap.addWidget([above10], 'Cheap');
      await board.check(board.createChecks({ dashboardLimitMs: 0 }));
      expect(board.counted).toEqual([
        'ada.admin Open',
        'ada.admin Cheap',
        'ada.admin Dear',
        'ada.admin Dearest',
      ]);
    });

    it('checks other widgets before further followers of the same widget', async () => {
      await board.follow('guest');
      await board.follow('member');
      await board.addWidget([above10], 'Cheap');
      await board.check(board.createChecks({ widgetLimitMs: 0 }));
      expect(board.counted.slice(0, 3)).toEqual([
        'ada.admin Open',
        'ada.admin Cheap',
        'gus.guest Open',
      ]);
      expect(board.counted).toHaveLength(6);
    });

    it('notifies in the next run after a notification fails', async () => {
      board.setNumber('admin', 11);
      const dying: NotificationSender = {
        notify: async () => {
          throw new Error('Killed');
        },
      };
      expect(
        await board.check(board.createChecks({ dispatcher: dying })),
      ).toEqual([]);
      expect(await board.listCrossed()).toEqual([]);
      expect(await board.check()).toEqual([
        'ada.admin Open: 11, above 10 high',
      ]);
    });

    it('skips a number that times out, and checks the others', async () => {
      const slow = await board.addWidget([above10], 'Slow');
      await board.follow('member');
      board.setNumber('admin', 11);
      board.setNumber('member', 11);
      board.setNumber('admin', new ReadTimeoutError(), slow);
      const checks = board.createChecks();
      expect(await board.check(checks)).toEqual([
        'ada.admin Open: 11, above 10 high',
        'max.member Open: 11, above 10 high',
      ]);
      expect(await board.check(checks)).toEqual([
        'max.member Slow: 11, above 10 high',
      ]);
      await board.check(checks);
      expect(board.logged).toEqual([
        `Cannot check the thresholds of widget ${slow}`,
      ]);
    });
  });
});
