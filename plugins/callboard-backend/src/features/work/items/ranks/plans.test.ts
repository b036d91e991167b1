import { WorkItem } from '@callboard/plugin-callboard-common';
import { range } from 'lodash';
import { describeCallboard } from '../../../../__testUtils__/describeCallboard';
import { accessesIn, plansOf } from '../../../../__testUtils__/plans';
import { settleDatabase } from '../../../../__testUtils__/settleDatabase';
import { landscape } from '../../../../core/projects/__testUtils__/landscape';
import { insertMany } from '../../../../database/bulk';
import { newId } from '../../../../database/ids';
import { Desk } from '../../__testUtils__/Desk';
import { BOARD_STEP } from '../newWorkItem';

jest.setTimeout(120_000);

const CARDS = 10_000;

const MIDDLE = (CARDS / 2) * BOARD_STEP;

/** Too close together for any more. */
const CLOSE = 1 / 1_024;

describeCallboard('a long column', { entities: landscape }, callboard => {
  let desk: Desk;
  let card: WorkItem;

  beforeAll(async () => {
    const { knex } = callboard();
    desk = await Desk.open(callboard());
    card = await desk.make();
    const row = await knex('work_items').where({ id: card.id }).first();
    const { Backlog, Todo, Done } = desk.states;
    await insertMany(
      knex,
      'work_items',
      range(CARDS).map(nth => ({
        ...row,
        id: newId(Date.now()),
        number: row.number + nth + 1,
        state_id: [Backlog, Todo, Done][nth % 3].id,
        sort_order: nth * BOARD_STEP,
      })),
    );
    await settleDatabase(knex);
  });

  it('makes room by its index alone', async () => {
    const state_id = desk.states.Todo.id;
    const [other] = await callboard()
      .knex('work_items')
      .where({ state_id })
      .where('sort_order', '>', MIDDLE)
      .orderBy('sort_order')
      .limit(1);
    const plans = await plansOf(callboard().knex, () =>
      desk.patch(card, { state_id, sort_order: other.sort_order - CLOSE }),
    );
    const [found, ...sides] = plans.filter(({ sql }) => /\bnear\b/.test(sql));
    expect(found.plan).toMatch(/using (covering index )?work_items_board_idx/i);
    expect(accessesIn([found], 'work_items')).not.toContain('scan');
    expect(sides).toHaveLength(2);
    expect(accessesIn(sides, 'work_items')).toEqual(['work_items_board_idx']);
    const { sort_order } = await desk.read(other);
    expect(sort_order).toBeGreaterThan(other.sort_order);
  });
});
