import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { changesIn, tracesOf } from '../../../__testUtils__/tracesOf';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { minutesAgo, Stopwatch, zoneAtHour } from '../__testUtils__/Stopwatch';
import { TimeDesk } from '../__testUtils__/TimeDesk';

const absent = '01920000-0000-7000-8000-000000000000';

describeCallboard('timers', { entities: landscape }, callboard => {
  let desk: TimeDesk;
  let watch: Stopwatch;

  beforeAll(async () => {
    desk = await TimeDesk.open(callboard());
    watch = new Stopwatch(callboard());
    await callboard().as('guest').get('/me').expect(200);
    // Nowhere near midnight.
    for (const who of ['member', 'superAdmin'] as const) {
      await watch.moveTo(who, zoneAtHour(12));
    }
  });

  beforeEach(async () => {
    await watch.clear('member');
    // Days have room again.
    await callboard().knex('worklogs').update({ deleted_at: new Date() });
  });

  const member = () => callboard().as('member');
  /** The timers that somebody can have had, as their log tells. */
  const timerActs = async () => {
    const { body } = await member()
      .get('/me/activity?entity_type=timer&limit=10')
      .expect(200);
    return body.activities;
  };

  it('run, change and are logged', async () => {
    expect(await watch.of('member')).toBeNull();
    const begun = minutesAgo(90);
    const started = await member()
      .put('/me/timer', { work_item_id: desk.item.id, started_at: begun })
      .expect(200);
    const timer = {
      work_item: {
        id: desk.item.id,
        identifier: desk.item.identifier,
        title: desk.item.title,
      },
      project: expect.objectContaining({ id: desk.desk.pid }),
      workspace_slug: 'default',
      started_at: begun,
      description: null,
      is_billable: false,
    };
    expect(started.body).toEqual({ timer, worklogs: [] });
    expect(await watch.of('member')).toEqual(timer);
    expect(await watch.of('projectAdmin')).toBeNull();

    const patch = { description: 'Fixing', is_billable: true };
    const patched = await member().patch('/me/timer', patch).expect(200);
    expect(patched.body).toEqual({ timer: { ...timer, ...patch } });
    await member().patch('/me/timer', patch).expect(200);

    const [entry, ...rest] = await watch.stop('member');
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({
      work_item_id: desk.item.id,
      logged_by: people.member,
      duration_minutes: 90,
      description: 'Fixing',
      started_at: begun,
      is_billable: true,
      source: 'timer',
    });
    expect((await member().get(desk.pathOf(entry)).expect(200)).body).toEqual(
      entry,
    );
    expect(await watch.of('member')).toBeNull();

    const [stop, update, start] = await timerActs();
    expect([start, update, stop].map(({ action }) => action)).toEqual([
      'start',
      'update',
      'stop',
    ]);
    expect(stop).toMatchObject({
      entity_label: `${desk.item.identifier} ${desk.item.title}`,
      metadata: { text: '1h 30m logged', minutes: 90 },
    });
    expect(changesIn(update)).toEqual({
      description: [null, 'Fixing'],
      is_billable: [false, true],
    });
    expect((await tracesOf(callboard(), entry.id)).length).toBe(1);
  });

  it('are nobody’s but whose they are', async () => {
    await watch.start('member', desk.item, {});
    const { body } = await callboard()
      .as('projectAdmin')
      .get('/activity?entity_type=timer')
      .expect(200);
    expect(body.activities).toEqual([]);
  });

  it('are described when they stop, and are billable as the project says', async () => {
    await desk
      .as('superAdmin')
      .patch(desk.desk.path, { settings: { is_billable_by_default: true } })
      .expect(200);
    await watch.start('member', desk.item, { minutes: 5, description: 'This' });
    const [entry] = await watch.stop('member', { description: 'That' });
    expect(entry).toMatchObject({ description: 'That', is_billable: true });
    await desk
      .as('superAdmin')
      .patch(desk.desk.path, { settings: { is_billable_by_default: null } })
      .expect(200);
  });

  it('can be discarded, and are none then', async () => {
    await watch.start('member', desk.item, { minutes: 60 });
    await member().delete('/me/timer').expect(204);
    await member().delete('/me/timer').expect(404);
    await member().patch('/me/timer', { description: 'x' }).expect(404);
    await member().post('/me/timer/stop').expect(404);
    expect((await timerActs())[0].action).toBe('discard');
    const list = await member()
      .get(`/workspaces/default/worklogs?member_id=${people.member}`)
      .expect(200);
    expect(list.body.items).toEqual([]);
  });

  it('log nothing of less than half a minute', async () => {
    await watch.start('member', desk.item, { minutes: 0.4 });
    expect(await watch.stop('member')).toEqual([]);
    expect((await timerActs())[0].metadata.text).toBe('nothing logged');
    await watch.start('member', desk.item, { minutes: 0.6 });
    expect(await watch.stop('member')).toMatchObject([{ duration_minutes: 1 }]);
  });

  it('are rounded as the workspace says', async () => {
    await desk.settle({ rounding_minutes: 15 });
    await watch.start('member', desk.item, { minutes: 3 });
    expect((await watch.stop('member'))[0].duration_minutes).toBe(15);
    await watch.start('member', desk.item, { minutes: 68 });
    expect((await watch.stop('member'))[0].duration_minutes).toBe(75);
    await desk.settle({ rounding_minutes: null });
  });

  it('do not begin in the future', async () => {
    const started_at = minutesAgo(-1);
    const start = await member()
      .put('/me/timer', { work_item_id: desk.item.id, started_at })
      .expect(400);
    expect(start.body.error.message).toContain('body.started_at');
    await watch.start('member', desk.item, {});
    const patch = await member().patch('/me/timer', { started_at }).expect(400);
    expect(patch.body.error.message).toContain('body.started_at');
  });

  it('are on what their person may log on', async () => {
    const boss = desk.as('superAdmin');
    const shop = await boss
      .put('/workspaces/default/projects/by-entity/system/default/shop')
      .expect(200);
    const shopPath = `/workspaces/default/projects/${shop.body.id}`;
    const elsewhere = await boss
      .post(`${shopPath}/work-items`, { title: 'Not for everybody' })
      .expect(201);
    const gone = await desk.desk.make();
    await boss.delete(`${desk.desk.path}/work-items/${gone.id}`).expect(204);
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
    for (const id of [absent, elsewhere.body.id, gone.id]) {
      await refuse('projectAdmin', id);
    }
    await refuse('guest', desk.item.id);
    await watch.start('projectAdmin', desk.item, {});
    await callboard()
      .as('projectAdmin')
      .patch('/me/timer', { work_item_id: elsewhere.body.id })
      .expect(400);
    await watch.clear('projectAdmin');
    await member().put('/me/timer', { work_item_id: 'nothing' }).expect(400);
  });

  it('move to another item', async () => {
    const other = await TimeDesk.open(callboard(), 'payments_api');
    await watch.start('member', desk.item, { minutes: 10 });
    const { body } = await member()
      .patch('/me/timer', { work_item_id: other.item.id })
      .expect(200);
    expect(body.timer).toMatchObject({
      work_item: { id: other.item.id },
      project: { id: other.desk.pid },
    });
    expect(await watch.stop('member')).toMatchObject([
      { work_item_id: other.item.id, duration_minutes: 10 },
    ]);
  });

  describe('of which one is started while another runs', () => {
    it('end and are logged first', async () => {
      const other = await desk.desk.make();
      await watch.start('member', desk.item, { minutes: 30 });
      const worklogs = await watch.start('member', other, { minutes: 10 });
      // Never two at once: it ends where the next one begins.
      expect(worklogs).toMatchObject([
        { work_item_id: desk.item.id, duration_minutes: 20 },
      ]);
      expect((await watch.of('member'))!.work_item.id).toBe(other.id);
      // One that began before it: it ends now.
      expect(
        await watch.start('member', desk.item, { minutes: 60 }),
      ).toMatchObject([{ work_item_id: other.id, duration_minutes: 10 }]);
    });

    it('run one at a time, from however many machines', async () => {
      const items = [];
      for (let index = 0; index < 4; index += 1) {
        items.push(await desk.desk.make());
      }
      await watch.start('member', desk.item, { minutes: 45 });
      const answers = await Promise.all(
        items.map(({ id }) =>
          member().put('/me/timer', { work_item_id: id }).expect(200),
        ),
      );
      // The first logged what ran; those that ran for an instant are nothing.
      const logged = answers.flatMap(({ body }) => body.worklogs);
      expect(logged).toMatchObject([
        { work_item_id: desk.item.id, duration_minutes: 45 },
      ]);
      const running = (await watch.of('member'))!;
      expect(items.map(({ id }) => id)).toContain(running.work_item.id);
      expect(await callboard().knex('timers')).toHaveLength(1);
    });

    it('are one when none ran before, and when they stop at once', async () => {
      await Promise.all(
        [1, 2, 3].map(() =>
          watch.start('member', desk.item, { started_at: minutesAgo(20) }),
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

    it('are one over all workspaces', async () => {
      const boss = callboard().as('superAdmin');
      await boss.post('/workspaces', { slug: 'lab', name: 'Lab' }).expect(201);
      const lab = '/workspaces/lab/projects';
      const project = await boss
        .put(`${lab}/by-entity/component/default/payments-api`)
        .expect(200);
      const item = await boss
        .post(`${lab}/${project.body.id}/work-items`, { title: 'Elsewhere' })
        .expect(201);
      await watch.start('superAdmin', desk.item, { minutes: 15 });
      const worklogs = await watch.start('superAdmin', item.body, {
        minutes: 5,
      });
      expect(worklogs).toMatchObject([{ work_item_id: desk.item.id }]);
      expect(await watch.of('superAdmin')).toMatchObject({
        workspace_slug: 'lab',
      });
      // And back again.
      expect(await watch.start('superAdmin', desk.item, {})).toMatchObject([
        { work_item_id: item.body.id, duration_minutes: 5 },
      ]);
      await watch.clear('superAdmin');
    });
  });
});
