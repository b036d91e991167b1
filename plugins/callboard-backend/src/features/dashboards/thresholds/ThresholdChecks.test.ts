import { Threshold } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { silent } from '../../../__testUtils__/spine';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { WorkspaceStore } from '../../../core/workspaces/WorkspaceStore';
import { ReadTimeoutError } from '../../../http/errors';
import { Teller } from '../../notifications/telling/Teller';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';
import { DashboardReader } from '../DashboardReader';
import { DashboardReadModel } from '../DashboardReadModel';
import { DashboardStore } from '../DashboardStore';
import { FavouriteStore } from '../FavouriteStore';
import { Onlookers } from '../Onlookers';
import { ReferenceNames } from '../transfer/ReferenceNames';
import { VisibleThings } from '../transfer/VisibleThings';
import { WidgetStore } from '../WidgetStore';
import { FollowerStore } from './FollowerStore';
import { ThresholdChecks } from './ThresholdChecks';
import { ThresholdStore } from './ThresholdStore';

const ROOT = '/workspaces/default/dashboards';

const above10: Threshold = { operator: '>', value: 10, severity: 'high' };

/** What each person sees of each widget; an error where it cannot be told. */
type Numbers = Map<string, number | null | Error>;

describeCallboard('checks of thresholds', {}, callboard => {
  const world = makeDashboardWorld(callboard);
  let now = Date.parse('2030-01-01T00:00:00Z');
  let id: string;
  let wid: string;
  const sees: Numbers = new Map();
  const told: string[] = [];
  const logged: string[] = [];

  const recorder: Teller = {
    tell: async (_, notices) => {
      told.push(
        ...notices.flatMap(({ to, title, severity }) =>
          to.refs!.map(ref => `${ref.split('/')[1]} ${title} ${severity}`),
        ),
      );
    },
  };

  const replica = (
    options: { telling?: Teller; followersAtOnce?: number } = {},
  ) => {
    const { knex } = callboard();
    const workspaces = new WorkspaceDirectory(new WorkspaceStore(knex));
    const reader = new DashboardReader({
      knex,
      store: new DashboardStore(),
      widgets: new WidgetStore(),
      favourites: new FavouriteStore(knex),
      readModel: new DashboardReadModel(knex),
      names: new ReferenceNames(new VisibleThings(knex)),
    });
    return new ThresholdChecks({
      ...{ knex, workspaces, reader, telling: recorder },
      clock: { now: () => now },
      logger: { ...silent, warn: message => logged.push(message) },
      onlookers: new Onlookers({
        ...{ knex, workspaces, superAdmins: [] },
        people: {
          get: async (user_ref: string) => ({ display_name: user_ref }),
        } as never,
      }),
      data: {
        count: async ({ caller }, { widget }) => {
          const value =
            sees.get(`${caller.user_ref} ${widget.id}`) ??
            sees.get(caller.user_ref) ??
            null;
          if (value instanceof Error) {
            throw value;
          }
          const computed_at = new Date(now).toISOString();
          return { value, previous_value: null, metric: 'count', computed_at };
        },
      },
      numbers: { inTime: read => read() },
      followers: new FollowerStore(),
      store: new ThresholdStore(),
      ...options,
    });
  };

  /** What people are told of a minute later. */
  const check = async (checks = replica()) => {
    now += 61_000;
    told.length = 0;
    await checks.run();
    return [...told].sort();
  };
  const say = (who: PersonName, value: number | null | Error, of = '') =>
    sees.set(of ? `${people[who]} ${of}` : people[who], value);
  const follow = (who: PersonName, level = 'all') =>
    callboard()
      .as(who)
      .put(`${ROOT}/${id}/subscription`, { level })
      .expect(200);
  const addWidget = async (thresholds: Threshold[], title = 'Open') => {
    const { body } = await callboard()
      .as('admin')
      .post(`${ROOT}/${id}/widgets`, {
        widget_type: 'work_items_chart',
        title,
        config: { chart_type: 'number', metric: 'pending', thresholds },
      })
      .expect(201);
    return body.id as string;
  };
  const change = (config: object) =>
    callboard()
      .as('admin')
      .patch(`${ROOT}/${id}/widgets/${wid}`, {
        config: { chart_type: 'number', metric: 'pending', ...config },
      })
      .expect(200);
  const crossed = async () =>
    (
      await callboard()
        .knex('crossed_thresholds')
        .where({ widget_id: wid })
        .orderBy(['user_ref', 'position'])
    ).map(({ user_ref, position }) => `${user_ref.split('/')[1]} ${position}`);

  beforeAll(() => world.enter());

  beforeEach(async () => {
    await callboard().knex('threshold_checks').delete();
    sees.clear();
    logged.length = 0;
    ({ id } = await world.newDashboard('admin', { access: 'shared' }));
    wid = await addWidget([above10]);
  });

  it('tell once, until the number is back', async () => {
    say('admin', 10);
    expect(await check()).toEqual([]);
    say('admin', 11);
    expect(await check()).toEqual(['ada.admin Open: 11, above 10 high']);
    say('admin', 12);
    expect(await check()).toEqual([]);
    say('admin', 10);
    expect(await check()).toEqual([]);
    say('admin', 13);
    expect(await check()).toEqual(['ada.admin Open: 13, above 10 high']);
  });

  it.each([
    ['>', 5, 5.5],
    ['>=', 4, 5],
    ['<', 5, 4],
    ['<=', 6, 5],
  ] as const)('know %s', async (operator, before, after) => {
    await change({ thresholds: [{ operator, value: 5, severity: 'low' }] });
    say('admin', before);
    expect(await check()).toEqual([]);
    say('admin', after);
    expect(await check()).toHaveLength(1);
  });

  it('tell of each threshold by itself', async () => {
    await change({
      thresholds: [above10, { ...above10, value: 20, severity: 'critical' }],
    });
    say('admin', 15);
    expect(await check()).toEqual(['ada.admin Open: 15, above 10 high']);
    say('admin', 25);
    expect(await check()).toEqual(['ada.admin Open: 25, above 20 critical']);
    say('admin', 15);
    expect(await check()).toEqual([]);
    expect(await crossed()).toEqual(['ada.admin 0']);
  });

  it('tell each follower by what they see', async () => {
    await follow('member');
    await follow('guest');
    say('admin', 14);
    say('member', 12);
    say('guest', 0);
    say('stranger', 99);
    expect(await check()).toEqual([
      'ada.admin Open: 14, above 10 high',
      'max.member Open: 12, above 10 high',
    ]);
    say('guest', 11);
    expect(await check()).toEqual(['gus.guest Open: 11, above 10 high']);
  });

  it('leave everything as it was where there is no number', async () => {
    say('admin', null);
    expect(await check()).toEqual([]);
    say('admin', 11);
    expect(await check()).toHaveLength(1);
    say('admin', null);
    expect(await check()).toEqual([]);
    say('admin', 12);
    expect(await check()).toEqual([]);
  });

  it('begin again when the widget asks for something else', async () => {
    say('admin', 30);
    expect(await check()).toHaveLength(1);
    await change({ thresholds: [{ ...above10, value: 20 }] });
    expect(await check()).toEqual(['ada.admin Open: 30, above 20 high']);
    await callboard()
      .as('admin')
      .patch(`${ROOT}/${id}/widgets/${wid}`, { title: 'Left' })
      .expect(200);
    expect(await check()).toEqual([]);
  });

  it('end with the thresholds, the widget and the dashboard', async () => {
    say('admin', 30);
    const other = await addWidget([above10], 'Other');
    await check();
    await change({});
    await callboard()
      .as('admin')
      .delete(`${ROOT}/${id}/widgets/${other}`)
      .expect(204);
    expect(await check()).toEqual([]);
    expect(await callboard().knex('threshold_checks')).toEqual([]);
    expect(await callboard().knex('crossed_thresholds')).toEqual([]);
    await change({ thresholds: [above10] });
    expect(await check()).toHaveLength(1);
    await callboard().as('admin').delete(`${ROOT}/${id}`).expect(204);
    expect(await check()).toEqual([]);
    expect(await callboard().knex('crossed_thresholds')).toEqual([]);
  });

  it('forget who does not see the dashboard any more', async () => {
    await follow('member');
    say('admin', 1);
    say('member', 11);
    expect(await check()).toHaveLength(1);
    const access = (value: string) =>
      callboard()
        .as('admin')
        .patch(`${ROOT}/${id}`, { access: value })
        .expect(200);
    await access('private');
    say('member', 12);
    expect(await check()).toEqual([]);
    expect(await crossed()).toEqual([]);
    await access('shared');
    expect(await check()).toEqual(['max.member Open: 12, above 10 high']);
  });

  it('forget who does not follow it any more', async () => {
    await follow('member');
    say('admin', 11);
    say('member', 11);
    expect(await check()).toHaveLength(2);
    await follow('member', 'none');
    await follow('admin', 'none');
    expect(await check()).toEqual([]);
    expect(await crossed()).toEqual([]);
    await follow('member');
    expect(await check()).toEqual(['max.member Open: 11, above 10 high']);
  });

  it('go through the followers some at a time', async () => {
    await follow('member');
    await follow('guest');
    say('admin', 11);
    say('member', 12);
    say('guest', 13);
    const one = replica({ followersAtOnce: 1 });
    expect(await check(one)).toHaveLength(3);
    say('guest', 1);
    await follow('member', 'none');
    expect(await check(one)).toEqual([]);
    expect(await crossed()).toEqual(['ada.admin 0']);
  });

  it('tell once where two replicas are at it', async () => {
    const others = await Promise.all(
      [1, 2, 3, 4].map(nth => addWidget([above10], `Nr ${nth}`)),
    );
    await follow('member');
    say('admin', 11);
    say('member', 12);
    now += 61_000;
    told.length = 0;
    await Promise.all([replica().run(), replica().run(), replica().run()]);
    expect(told).toHaveLength(2 * (others.length + 1));
    expect(new Set(told).size).toBe(told.length);
  });

  it('tell once where somebody else ends a turn that took too long', async () => {
    say('admin', 11);
    told.length = 0;
    now += 61_000;
    const slow: Teller = {
      tell: async (tx, notices) => {
        now += 61_000;
        await recorder.tell(tx, notices);
      },
    };
    await Promise.all([replica({ telling: slow }).run(), replica().run()]);
    expect(told).toHaveLength(1);
  });

  it('tell at the next run what a run did not come to tell', async () => {
    say('admin', 11);
    const dying: Teller = {
      tell: async () => {
        throw new Error('Killed');
      },
    };
    expect(await check(replica({ telling: dying }))).toEqual([]);
    expect(await crossed()).toEqual([]);
    expect(await check()).toEqual(['ada.admin Open: 11, above 10 high']);
  });

  it('let nobody wait for a number that takes too long', async () => {
    const slow = await addWidget([above10], 'Slow');
    await follow('member');
    say('admin', 11);
    say('member', 11);
    say('admin', new ReadTimeoutError(), slow);
    const checks = replica();
    expect(await check(checks)).toEqual([
      'ada.admin Open: 11, above 10 high',
      'max.member Open: 11, above 10 high',
    ]);
    expect(await check(checks)).toEqual(['max.member Slow: 11, above 10 high']);
    await check(checks);
    expect(logged).toEqual([`Cannot check the thresholds of widget ${slow}`]);
  });
});
