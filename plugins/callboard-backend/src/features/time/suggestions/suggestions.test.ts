import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { plansOf } from '../../../__testUtils__/plans';
import { people } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { insertMany } from '../../../database/bulk';
import { newId } from '../../../database/ids';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { Stopwatch } from '../__testUtils__/Stopwatch';
import { TimeDesk } from '../__testUtils__/TimeDesk';
import { at, DATE, NOW, suggestionDay } from './__testUtils__/suggestionDay';
import { ownActs } from './ownActs';

describeCallboard('suggestions', { entities: landscape }, callboard => {
  const day = suggestionDay(callboard);
  const { member, did, list, shown, short, accept, log, keep, tellElsewhere } =
    day;

  it('are drafts of what somebody did that day, with the evidence', async () => {
    await did('09:00', day.desk.item);
    await did('09:20', day.desk.item, { action: 'entity_view' });
    expect(await list()).toEqual([
      {
        id: expect.stringMatching(/^[\w-]{43}$/),
        kind: 'activity',
        workspace_slug: 'default',
        project_id: day.desk.desk.pid,
        work_item: {
          id: day.desk.item.id,
          identifier: day.desk.item.identifier,
          title: day.desk.item.title,
        },
        date: DATE,
        started_at: `${DATE}T09:00:00.000Z`,
        ended_at: `${DATE}T09:20:00.000Z`,
        minutes: 20,
        description: null,
        reason: null,
        evidence: [
          {
            at: `${DATE}T09:00:00.000Z`,
            action: 'update',
            entity_type: 'work_item',
            label: 'At 09:00',
          },
          {
            at: `${DATE}T09:20:00.000Z`,
            action: 'entity_view',
            entity_type: 'work_item',
            label: 'At 09:20',
          },
        ],
      },
    ]);
    expect(await list()).toEqual(await list());
    expect(await list('projectAdmin')).toEqual([]);
    expect(await list('member', '2026-05-05')).toEqual([]);
  });

  it('are of today where their person is, unless they name a day', async () => {
    const watch = new Stopwatch(callboard());
    await watch.moveTo('member', 'Pacific/Auckland');
    await did('12:30', day.desk.item);
    const { body } = await member().get('/me/time-suggestions').expect(200);
    // It is the next day there since noon.
    expect(body.date).toBe('2026-05-07');
    expect(body.items).toMatchObject([{ minutes: 15, date: '2026-05-07' }]);
    expect(await list()).toEqual([]);
    await watch.moveTo('member', 'UTC');
  });

  it('come from comments, and from what sources tell of their person', async () => {
    const comment = await member()
      .post(`${day.desk.desk.path}/work-items/${day.desk.item.id}/comments`, {
        body: 'Found it',
      })
      .expect(201);
    await callboard().knex('activity').delete();
    await did('10:00', comment.body, { entity_type: 'work_item_comment' });
    expect(await shown()).toEqual([short(day.desk.item, '09:45', 15)]);

    await tellElsewhere();
    expect(await list('member', '2026-05-12')).toMatchObject([
      {
        work_item: { title: 'Opened elsewhere' },
        minutes: 25,
        evidence: [
          { action: 'create', entity_type: 'work_item' },
          { action: 'create', entity_type: 'work_item_comment' },
        ],
      },
    ]);
  });

  it('do not come from what concerns no one item, or many at once', async () => {
    await did(
      '09:00',
      { id: 'component:default/payments-api' },
      {
        action: 'entity_view',
        entity_type: 'component',
      },
    );
    await did('09:00', { id: 'no id' });
    await did('09:00', { id: newId(day.now) });
    await did('09:00', day.desk.item, { is_detail: true });
    expect(await list()).toEqual([]);
  });

  it('overlap neither what is logged nor the running timer', async () => {
    for (const time of ['09:00', '09:25', '09:50', '10:15']) {
      await did(time, day.desk.item);
    }
    await log({ duration_minutes: 30, started_at: `${DATE}T09:10:00Z` });
    const other = await TimeDesk.open(callboard(), 'payments_api');
    await other.log('member', {
      logged_at: DATE,
      duration_minutes: 5,
      started_at: `${DATE}T10:05:00Z`,
    });
    expect(await shown()).toEqual([
      short(day.desk.item, '09:00', 10),
      short(day.desk.item, '09:40', 25),
      short(day.desk.item, '10:10', 5),
    ]);
    await member()
      .put('/me/timer', {
        work_item_id: day.desk.item.id,
        started_at: `${DATE}T09:45:00Z`,
      })
      .expect(200);
    expect(await shown()).toEqual([short(day.desk.item, '09:00', 10)]);
  });

  it('are less by what is logged on the item at no time of the day', async () => {
    await did('09:00', day.desk.item);
    await did('09:30', day.desk.item);
    await log({ duration_minutes: 10 });
    expect(await shown()).toEqual([short(day.desk.item, '09:10', 20)]);
    await log({ duration_minutes: 60 });
    expect(await shown()).toEqual([]);
  });

  it('fit into what the day has left', async () => {
    await day.desk.settle({ max_minutes_per_day: 60 });
    await did('09:00', day.desk.item);
    await did('09:30', day.desk.item);
    await did('12:00', day.desk.item);
    const other = await day.desk.desk.make();
    await callboard()
      .knex('activity')
      .where({ user_id: people.superAdmin })
      .delete();
    await log({ duration_minutes: 20 }, other);
    expect(await shown()).toEqual([
      short(day.desk.item, '09:00', 30),
      short(day.desk.item, '11:45', 10),
    ]);
    await log({ duration_minutes: 40 }, other);
    expect(await list()).toEqual([]);
    await day.desk.settle({ max_minutes_per_day: null });
  });

  it('are on what their person may log on that day', async () => {
    await did('09:00', day.desk.item);
    const patch = (values: object) =>
      day.desk.as('superAdmin').patch(day.desk.desk.path, values).expect(200);
    for (const [off, on] of [
      [{ is_time_tracking_enabled: false }, { is_time_tracking_enabled: true }],
      [{ archived_at: new Date(day.now).toISOString() }, { archived_at: null }],
    ]) {
      await patch(off);
      expect(await list()).toEqual([]);
      await patch(on);
    }
    await day.desk.settle({ max_past_working_days: 1 });
    day.now += 5 * 86_400_000;
    expect(await list()).toEqual([]);
    await day.desk.settle({ max_past_working_days: null });
    expect(await list()).toHaveLength(1);
    const { knex } = callboard();
    await knex('time_periods').insert({
      id: newId(day.now),
      workspace_id: day.workspace_id,
      member_id: people.member,
      week_start: '2026-05-04',
      week_end: '2026-05-10',
      status: 'submitted',
      version: 1,
      created_at: new Date(day.now),
      updated_at: new Date(day.now),
    });
    expect(await list()).toEqual([]);
    await keep('15:00');
    expect(await list()).toHaveLength(1);
    const [{ id }] = await list();
    await accept([{ id }]).expect(409);
    await knex('time_periods').delete();
  });

  it('begin with what is kept of timers, and do not overlap it', async () => {
    await did('09:00', day.desk.item);
    await did('09:20', day.desk.item);
    const id = await keep('09:10');
    expect(await list()).toMatchObject([
      {
        id,
        kind: 'timer',
        minutes: 30,
        description: 'From a timer',
        reason: 'the day was full',
        evidence: [],
      },
      { kind: 'activity', started_at: `${DATE}T09:00:00.000Z`, minutes: 10 },
    ]);
  });

  it('are found by indexes', async () => {
    await tellElsewhere();
    const { knex } = callboard();
    const others = Array.from({ length: 3_000 }, (_, index) => ({
      created_at: at('00:00') + index,
      user_id: `user:default/other-${index % 100}`,
      entity_type: 'work_item',
    }));
    await addRows(knex, day.workspace_id, others);
    for (const [table, author] of [
      ['work_items', 'created_by'],
      ['work_item_comments', 'author_ref'],
    ]) {
      const row = await knex(table).whereNot('source', 'callboard').first();
      await insertMany(
        knex,
        table,
        others.map((_, index) => ({
          ...row,
          id: newId(NOW),
          external_id: `other-${index}`,
          [author]: `user:default/other-${index % 100}`,
          ...(table === 'work_items' ? { number: 1_000 + index } : {}),
        })),
      );
    }
    await knex.raw('ANALYZE');
    // In a transaction, the statements of jobs are not among them.
    const plans = await knex.transaction(tx =>
      plansOf(tx, () =>
        ownActs(tx, people.member, { from: at('00:00'), to: at('20:00') }),
      ),
    );
    const [here, items, comments] = plans.map(({ plan }) => plan);
    expect(here).toMatch(/activity\w*user\w*idx/);
    expect(items).toContain('work_items_elsewhere_idx');
    expect(comments).toContain('work_item_comments_elsewhere_idx');
  });
});
