import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { newId } from '../../../database/ids';
import { Stopwatch, zoneAtHour } from '../__testUtils__/Stopwatch';
import { TimeDesk, today } from '../__testUtils__/TimeDesk';
import { addDays } from '../rules/workingDays';

describeCallboard('timers that end', { entities: landscape }, callboard => {
  let desk: TimeDesk;
  let watch: Stopwatch;

  beforeAll(async () => {
    desk = await TimeDesk.open(callboard());
    watch = new Stopwatch(callboard());
  });

  beforeEach(async () => {
    await watch.moveTo('member', zoneAtHour(12));
    await watch.clear('member');
    await callboard().knex('worklogs').update({ deleted_at: new Date() });
  });

  const boss = () => callboard().as('superAdmin');
  const member = () => callboard().as('member');
  const patchProject = (values: object) =>
    boss().patch(desk.desk.path, values).expect(200);

  /** Neither stopping nor starting another ends it, and it says why. */
  async function expectKept(reason: string) {
    const before = await watch.of('member');
    const other = await TimeDesk.open(callboard(), 'payments_api');
    const stop = await member().post('/me/timer/stop').expect(409);
    const start = await member()
      .put('/me/timer', { work_item_id: other.item.id })
      .expect(409);
    for (const { body } of [stop, start]) {
      expect(body.error.message).toContain(reason);
    }
    expect(before).not.toBeNull();
    expect(await watch.of('member')).toEqual(before);
    const list = await member()
      .get(`/workspaces/default/worklogs?member_id=${people.member}`)
      .expect(200);
    expect(list.body.items).toEqual([]);
  }

  describe('over midnight', () => {
    it('are an entry a day where their person is', async () => {
      await watch.moveTo('member', zoneAtHour(1));
      await watch.start('member', desk.item, { minutes: 180 });
      const [before, after, ...rest] = await watch.stop('member');
      expect(rest).toEqual([]);
      expect(before.duration_minutes + after.duration_minutes).toBe(180);
      expect(after.logged_at).toBe(addDays(before.logged_at, 1));
      // It is past one there, and not yet two.
      expect(after.duration_minutes).toBeGreaterThanOrEqual(60);
      expect(after.duration_minutes).toBeLessThan(121);
      expect(Date.parse(after.started_at!) % 3_600_000).toBe(0);
    });

    it('go by the zone that their person is in when they stop', async () => {
      await watch.start('member', desk.item, { minutes: 180 });
      await watch.moveTo('member', zoneAtHour(1));
      expect(await watch.stop('member')).toHaveLength(2);
      await watch.start('member', desk.item, { minutes: 180 });
      await watch.moveTo('member', zoneAtHour(12));
      expect(await watch.stop('member')).toHaveLength(1);
    });

    it('go by the zone of the workspace for who has set none', async () => {
      const patch = (timezone: string) =>
        boss().patch('/workspaces/default', { timezone }).expect(200);
      await patch(zoneAtHour(1));
      await watch.start('projectAdmin', desk.item, { minutes: 180 });
      expect(await watch.stop('projectAdmin')).toHaveLength(2);
      await patch('UTC');
    });
  });

  describe('keep running where they cannot be logged', () => {
    it('as their item is deleted', async () => {
      const item = await desk.desk.make();
      await watch.start('member', item, { minutes: 5 });
      await boss()
        .delete(`${desk.desk.path}/work-items/${item.id}`)
        .expect(204);
      await expectKept(`${item.identifier} is deleted`);
      // The time can still go somewhere else.
      await member()
        .patch('/me/timer', { work_item_id: desk.item.id })
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
        'time tracking is switched off',
        { is_time_tracking_enabled: false },
        { is_time_tracking_enabled: true },
      ],
    ])('as %s', async (reason, off, on) => {
      await watch.start('member', desk.item, { minutes: 5 });
      await patchProject(off);
      await expectKept(reason);
      await patchProject(on);
      expect(await watch.stop('member')).toHaveLength(1);
    });

    it('as their project is secret now, and then tell nothing of it', async () => {
      const { body } = await boss()
        .get(`${desk.desk.path}/members`)
        .expect(200);
      const membership = body.items.find(
        ({ user_ref }: any) => user_ref === people.member,
      );
      await watch.start('member', desk.item, { minutes: 5 });
      await patchProject({ access: 'secret' });
      await boss()
        .delete(`${desk.desk.path}/members/${membership.id}`)
        .expect(204);
      await expectKept('you no longer see its work item');
      expect(await watch.of('member')).toMatchObject({
        work_item: { identifier: '', title: 'A work item out of sight' },
        project: { identifier: '', name: 'A project out of sight' },
      });
      await member().patch('/me/timer', { description: 'x' }).expect(200);
      await member().delete('/me/timer').expect(204);
      const { body: log } = await member()
        .get('/me/activity?entity_type=timer&limit=2')
        .expect(200);
      expect(JSON.stringify(log)).not.toContain(desk.item.identifier);
      await patchProject({ access: 'open' });
      await boss()
        .post(`${desk.desk.path}/members`, {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);
    });

    it('as their person is no member any more', async () => {
      const reader = callboard().as('reader');
      await reader.get('/me').expect(200);
      const item = await desk.desk.make({ assignees: [people.reader] });
      await watch.start('reader', item, { minutes: 5 });
      await desk.desk.patch(item, { assignees: [] });
      const { body } = await reader.post('/me/timer/stop').expect(409);
      expect(body.error.message).toContain('no longer log time');
      await watch.clear('reader');
    });

    it('as the day is submitted', async () => {
      const [workspace] = await callboard().knex('workspaces').select('id');
      const now = new Date();
      const period = {
        id: newId(now.getTime()),
        workspace_id: workspace.id,
        member_id: people.member,
        week_start: addDays(today(), -3),
        week_end: addDays(today(), 3),
        status: 'submitted',
        version: 1,
        created_at: now,
        updated_at: now,
      };
      await watch.start('member', desk.item, { minutes: 5 });
      await callboard().knex('time_periods').insert(period);
      await expectKept('is submitted');
      await callboard().knex('time_periods').delete();
      expect(await watch.stop('member')).toHaveLength(1);
    });

    it('as the day is full, in part or in whole', async () => {
      await desk.settle({ max_minutes_per_day: 60 });
      await watch.start('member', desk.item, { minutes: 40 });
      expect(await watch.stop('member')).toHaveLength(1);
      const [{ id }] = (
        await member().get('/workspaces/default/worklogs').expect(200)
      ).body.items;
      await watch.start('member', desk.item, { minutes: 30 });
      const { body } = await member().post('/me/timer/stop').expect(409);
      expect(body.error.message).toContain('20m are left');
      await callboard().knex('worklogs').where({ id }).delete();
      expect(await watch.stop('member')).toMatchObject([
        { duration_minutes: 30 },
      ]);
      await desk.settle({ max_minutes_per_day: null });
    });

    it('as one of their days is full: then nothing is logged', async () => {
      await watch.moveTo('member', zoneAtHour(1));
      await desk.settle({ max_minutes_per_day: 90 });
      await watch.start('member', desk.item, { minutes: 300 });
      await expectKept('must be at most');
      await desk.settle({ max_minutes_per_day: null });
      expect(await watch.stop('member')).toHaveLength(2);
    });

    it('as they have no description where one is required', async () => {
      await desk.settle({ require_description: true });
      await watch.start('member', desk.item, { minutes: 5 });
      const { body } = await member().post('/me/timer/stop').expect(400);
      expect(body.error.message).toContain('body.description');
      expect(await watch.of('member')).not.toBeNull();
      expect(
        await watch.stop('member', { description: 'Said it' }),
      ).toHaveLength(1);
      await desk.settle({ require_description: null });
    });
  });
});
