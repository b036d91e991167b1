import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { ReadTimeoutError } from '../../../http/errors';
import { Teller } from '../../notifications/telling/Teller';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';
import { above10, CheckedBoard } from './__testUtils__/CheckedBoard';

const ROOT = '/workspaces/default/dashboards';

describeCallboard('checks of thresholds', {}, callboard => {
  const world = makeDashboardWorld(callboard);
  let board: CheckedBoard;
  let wid: string;

  beforeAll(() => world.enter());

  beforeEach(async () => {
    await callboard().knex('threshold_checks').delete();
    const { id } = await world.newDashboard('admin', { access: 'shared' });
    board = new CheckedBoard(callboard(), id);
    wid = await board.addWidget([above10]);
  });

  it('tell once, until the number is back', async () => {
    board.say('admin', 10);
    expect(await board.check()).toEqual([]);
    board.say('admin', 11);
    expect(await board.check()).toEqual(['ada.admin Open: 11, above 10 high']);
    board.say('admin', 12);
    expect(await board.check()).toEqual([]);
    board.say('admin', 10);
    expect(await board.check()).toEqual([]);
    board.say('admin', 13);
    expect(await board.check()).toEqual(['ada.admin Open: 13, above 10 high']);
  });

  it.each([
    ['>', 5, 5.5],
    ['>=', 4, 5],
    ['<', 5, 4],
    ['<=', 6, 5],
  ] as const)('know %s', async (operator, before, after) => {
    await board.change(wid, [{ operator, value: 5, severity: 'low' }]);
    board.say('admin', before);
    expect(await board.check()).toEqual([]);
    board.say('admin', after);
    expect(await board.check()).toHaveLength(1);
  });

  it('tell of each threshold by itself', async () => {
    await board.change(wid, [
      above10,
      { ...above10, value: 20, severity: 'critical' },
    ]);
    board.say('admin', 15);
    expect(await board.check()).toEqual(['ada.admin Open: 15, above 10 high']);
    board.say('admin', 25);
    expect(await board.check()).toEqual([
      'ada.admin Open: 25, above 20 critical',
    ]);
    board.say('admin', 15);
    expect(await board.check()).toEqual([]);
    expect(await board.crossed()).toEqual(['ada.admin 0']);
  });

  it('tell each follower by what they see', async () => {
    await board.follow('member');
    await board.follow('guest');
    board.say('admin', 14);
    board.say('member', 12);
    board.say('guest', 0);
    board.say('stranger', 99);
    expect(await board.check()).toEqual([
      'ada.admin Open: 14, above 10 high',
      'max.member Open: 12, above 10 high',
    ]);
    board.say('guest', 11);
    expect(await board.check()).toEqual(['gus.guest Open: 11, above 10 high']);
  });

  it('leave everything as it was where there is no number', async () => {
    board.say('admin', null);
    expect(await board.check()).toEqual([]);
    board.say('admin', 11);
    expect(await board.check()).toHaveLength(1);
    board.say('admin', null);
    expect(await board.check()).toEqual([]);
    board.say('admin', 12);
    expect(await board.check()).toEqual([]);
  });

  it('begin again with another limit or another number, for the rest not', async () => {
    const above20 = { ...above10, value: 20 };
    const change = (body: object) =>
      callboard()
        .as('admin')
        .patch(`${ROOT}/${board.id}/widgets/${wid}`, body)
        .expect(200);
    board.say('admin', 30);
    expect(await board.check()).toHaveLength(1);
    await board.change(wid, [above20]);
    expect(await board.check()).toEqual(['ada.admin Open: 30, above 20 high']);
    await change({ title: 'Left' });
    expect(await board.check()).toEqual([]);
    await board.change(wid, [above10, { ...above20, severity: 'critical' }]);
    expect(await board.check()).toEqual(['ada.admin Left: 30, above 10 high']);
    expect(await board.crossed()).toEqual(['ada.admin 0', 'ada.admin 1']);
    board.say('admin', 15);
    expect(await board.check()).toEqual([]);
    expect(await board.crossed()).toEqual(['ada.admin 0']);
    const { config } = (
      await callboard()
        .as('admin')
        .get(`${ROOT}/${board.id}/widgets/${wid}`)
        .expect(200)
    ).body;
    await change({ config: { ...config, filters: { priority: ['high'] } } });
    expect(await board.check()).toHaveLength(1);
  });

  it('end with the thresholds, the widget and the dashboard', async () => {
    board.say('admin', 30);
    const other = await board.addWidget([above10], 'Other');
    await board.check();
    await board.change(wid);
    await callboard()
      .as('admin')
      .delete(`${ROOT}/${board.id}/widgets/${other}`)
      .expect(204);
    expect(await board.check()).toEqual([]);
    expect(await callboard().knex('threshold_checks')).toEqual([]);
    expect(await callboard().knex('crossed_thresholds')).toEqual([]);
    await board.change(wid, [above10]);
    expect(await board.check()).toHaveLength(1);
    await callboard().as('admin').delete(`${ROOT}/${board.id}`).expect(204);
    expect(await board.check()).toEqual([]);
    expect(await callboard().knex('crossed_thresholds')).toEqual([]);
  });

  it('forget who does not see the dashboard any more', async () => {
    await board.follow('member');
    board.say('admin', 1);
    board.say('member', 11);
    expect(await board.check()).toHaveLength(1);
    const access = (value: string) =>
      callboard()
        .as('admin')
        .patch(`${ROOT}/${board.id}`, { access: value })
        .expect(200);
    await access('private');
    board.say('member', 12);
    expect(await board.check()).toEqual([]);
    expect(await board.crossed()).toEqual([]);
    await access('shared');
    expect(await board.check()).toEqual(['max.member Open: 12, above 10 high']);
  });

  it('forget who does not follow it any more', async () => {
    await board.follow('member');
    board.say('admin', 11);
    board.say('member', 11);
    expect(await board.check()).toHaveLength(2);
    await board.follow('member', 'none');
    await board.follow('admin', 'none');
    expect(await board.check()).toEqual([]);
    expect(await board.crossed()).toEqual([]);
    await board.follow('member');
    expect(await board.check()).toEqual(['max.member Open: 11, above 10 high']);
  });

  it('go through the followers some at a time', async () => {
    await board.follow('member');
    await board.follow('guest');
    board.say('admin', 11);
    board.say('member', 12);
    board.say('guest', 13);
    const one = board.replica({ followersAtOnce: 1 });
    expect(await board.check(one)).toHaveLength(3);
    board.say('guest', 1);
    await board.follow('member', 'none');
    expect(await board.check(one)).toEqual([]);
    expect(await board.crossed()).toEqual(['ada.admin 0']);
  });

  it('tell once where two replicas are at it', async () => {
    const others = await Promise.all(
      [1, 2, 3, 4].map(nth => board.addWidget([above10], `Nr ${nth}`)),
    );
    await board.follow('member');
    board.say('admin', 11);
    board.say('member', 12);
    board.wait();
    board.told.length = 0;
    await Promise.all([
      board.replica().run(),
      board.replica().run(),
      board.replica().run(),
    ]);
    expect(board.told).toHaveLength(2 * (others.length + 1));
    expect(new Set(board.told).size).toBe(board.told.length);
  });

  it('tell once where somebody else ends a turn that took too long', async () => {
    board.say('admin', 11);
    const slow = board.replica();
    const calm = board.whileCounting;
    board.whileCounting = async () => {
      board.whileCounting = calm;
      board.wait();
      await board.replica().run();
    };
    expect(await board.check(slow)).toEqual([
      'ada.admin Open: 11, above 10 high',
    ]);
  });

  it('tell once where telling takes until somebody else has a turn', async () => {
    board.say('admin', 11);
    const over = new AbortController();
    const others: Promise<void>[] = [];
    const slow: Teller = {
      tell: async (tx, notices) => {
        board.wait();
        // On one connection it has to wait until this turn ends.
        others.push(board.replica().run());
        await board.recorder.tell(tx, notices);
        over.abort();
      },
    };
    board.wait();
    board.told.length = 0;
    await board.replica({ telling: slow }).run(over.signal);
    await Promise.all(others);
    expect(others).toHaveLength(1);
    expect(board.told).toHaveLength(1);
  });

  it('leave what somebody else has found since', async () => {
    board.say('admin', 11);
    const late = board.replica();
    const calm = board.whileCounting;
    board.whileCounting = async () => {
      board.whileCounting = calm;
      // Another replica takes the turn, and finds the number back below the threshold.
      board.wait();
      board.say('admin', 1);
      await board.replica().run();
    };
    expect(await board.check(late)).toEqual([]);
    expect(await board.crossed()).toEqual([]);
  });

  it('happen in each run, though one begins a little early', async () => {
    const checks = board.replica();
    board.wait();
    for (let minute = 0; minute < 4; minute += 1) {
      await checks.run();
      board.wait(59_900);
    }
    expect(board.counted).toHaveLength(4);
  });

  it('let no dashboard wait for one that takes long', async () => {
    await board.addWidget([above10], 'Dear');
    await board.addWidget([above10], 'Dearest');
    const other = await world.newDashboard('admin', { access: 'shared' });
    const cheap = new CheckedBoard(callboard(), other.id);
    await cheap.addWidget([above10], 'Cheap');
    await board.check(board.replica({ dashboardMs: 0 }));
    expect(board.counted).toEqual([
      'ada.admin Open',
      'ada.admin Cheap',
      'ada.admin Dear',
      'ada.admin Dearest',
    ]);
  });

  it('let no widget wait for all followers of another', async () => {
    await board.follow('guest');
    await board.follow('member');
    await board.addWidget([above10], 'Cheap');
    await board.check(board.replica({ turnMs: 0 }));
    expect(board.counted.slice(0, 3)).toEqual([
      'ada.admin Open',
      'ada.admin Cheap',
      'gus.guest Open',
    ]);
    expect(board.counted).toHaveLength(6);
  });

  it('tell at the next run what a run did not come to tell', async () => {
    board.say('admin', 11);
    const dying: Teller = {
      tell: async () => {
        throw new Error('Killed');
      },
    };
    expect(await board.check(board.replica({ telling: dying }))).toEqual([]);
    expect(await board.crossed()).toEqual([]);
    expect(await board.check()).toEqual(['ada.admin Open: 11, above 10 high']);
  });

  it('let nobody wait for a number that takes too long', async () => {
    const slow = await board.addWidget([above10], 'Slow');
    await board.follow('member');
    board.say('admin', 11);
    board.say('member', 11);
    board.say('admin', new ReadTimeoutError(), slow);
    const checks = board.replica();
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
