import { CARD_ROOM, WorkItem } from '@callboard/plugin-callboard-common';
import { range } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { PersonName } from '../../__testUtils__/startCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

/** Halving the room between two cards, a double tells no more than 53 apart. */
const CARDS = 64;

describeCallboard('cards of a board', { entities: landscape }, callboard => {
  let desk: Desk;
  let state_id: string;

  beforeAll(async () => {
    desk = await Desk.open(callboard());
    await callboard().as('member').get('/me').expect(200);
    await callboard().as('member').post(`${desk.path}/join`, {}).expect(201);
  });

  beforeEach(async () => {
    // A column of its own for each test.
    const name = expect.getState().currentTestName!.slice(-40);
    const state = await desk.set('states', { name, group: 'started' });
    state_id = state.id;
  });

  /** The first cards, as a browser lists them. */
  const list = async (limit = 200): Promise<WorkItem[]> => {
    const { body } = await desk
      .as('superAdmin')
      .get(
        `${desk.path}/work-items?state_id=${state_id}&order_by=sort_order&limit=${limit}`,
      )
      .expect(200);
    return body.items;
  };
  const titles = async () => (await list()).map(({ title }) => title);
  const midway = (cards: readonly WorkItem[], place: number) =>
    (cards[place - 1].sort_order + cards[place].sort_order) / 2;
  const drop = (who: PersonName, { id }: WorkItem, sort_order: number) =>
    callboard()
      .as(who)
      .patch(`${desk.path}/work-items/${id}`, { state_id, sort_order })
      .expect(200);
  /** Puts a new card second, where somebody who looks at the column drops it. */
  const putSecond = async (title: string, who: PersonName = 'superAdmin') => {
    const card = await desk.make({ title });
    const seen = await list(10);
    await drop(who, card, midway(seen, 1));
    return { card, seen };
  };
  const put = (title: string, sort_order: number) =>
    desk
      .make({ title, state_id })
      .then(card => desk.patch(card, { sort_order }));

  it('stay in order, however many are put second one after the other', async () => {
    await desk.make({ title: 'pinned', state_id });
    await desk.make({ title: 'last', state_id });
    for (const nth of range(CARDS - 2)) {
      await putSecond(`${nth}`);
    }
    expect(await titles()).toEqual([
      'pinned',
      ...range(CARDS - 2).map(nth => `${CARDS - 3 - nth}`),
      'last',
    ]);
  });

  it('stay in order when two people put cards second at once', async () => {
    const pinned = await desk.make({ title: 'pinned', state_id });
    await desk.make({ title: 'last', state_id });
    const moves: Awaited<ReturnType<typeof putSecond>>[] = [];
    const work = async (who: PersonName) => {
      for (const nth of range(CARDS / 2 - 1)) {
        moves.push(await putSecond(`${who} ${nth}`, who));
      }
    };
    await Promise.all([work('superAdmin'), work('member')]);
    const cards = (await list()).map(({ id }) => id);
    expect(cards).toHaveLength(CARDS);
    expect(cards[0]).toBe(pinned.id);
    // Each lies before all that were there when somebody put it there.
    const misplaced = moves.filter(({ card, seen }) =>
      seen
        .slice(1)
        .some(({ id }) => cards.indexOf(id) < cards.indexOf(card.id)),
    );
    expect(misplaced.map(({ card }) => card.title)).toEqual([]);
  });

  it('make room without a trace, and the card lies where it was put', async () => {
    const below = await put('below', 10);
    const above = await put('above', 10 + CARD_ROOM);
    const card = await desk.make({ title: 'card' });
    await drop('superAdmin', card, 10 + CARD_ROOM / 2);
    expect(await titles()).toEqual(['below', 'card', 'above']);
    const ranks = (await list()).map(({ sort_order }) => sort_order);
    expect(ranks[1]).toBe(10 + CARD_ROOM / 2);
    expect(ranks[1] - ranks[0]).toBeGreaterThan(100 * CARD_ROOM);
    expect(ranks[2] - ranks[1]).toBeGreaterThan(100 * CARD_ROOM);
    for (const before of [below, above]) {
      const { sort_order, ...rest } = await desk.read(before);
      expect(before).toMatchObject(rest);
      expect(sort_order).not.toBe(before.sort_order);
      expect(await tracesOf(callboard(), before.id)).toHaveLength(2);
    }
    const [, moved] = await tracesOf(callboard(), card.id);
    expect(changesIn(moved)).toMatchObject({
      sort_order: [card.sort_order, ranks[1]],
    });
  });

  it('make room for one that comes from another column, and for a new one', async () => {
    const moved = await desk.make({ title: 'moved' });
    await put('there', moved.sort_order);
    await desk.patch(moved, { state_id });
    const { sort_order } = await desk.make({ title: 'elsewhere' });
    await put('dragged to the end', sort_order + 65_536);
    await desk.make({ title: 'new', state_id });
    const cards = await list();
    expect(cards).toHaveLength(4);
    expect(closest(cards)).toBeGreaterThanOrEqual(CARD_ROOM);
  });

  it('make room for many at one place, by one act', async () => {
    const ids: string[] = [];
    for (const title of range(20).map(String)) {
      const draft = await desk.make({ title, state_id, is_draft: true });
      await desk.patch(draft, { sort_order: 1e12 - 1e6 });
      ids.push(draft.id);
    }
    await desk
      .as('superAdmin')
      .post(`${desk.path}/work-items/bulk-update`, {
        ids,
        changes: { is_draft: false },
      })
      .expect(200);
    expect(await titles()).toEqual(range(20).map(String));
    expect(closest(await list())).toBeGreaterThanOrEqual(CARD_ROOM);
  });

  it('do not make room for what is not on the board', async () => {
    const card = await put('card', 10);
    await desk.patch(await desk.make({ is_draft: true, state_id }), {
      sort_order: 10,
    });
    const archived = await desk.make({ state_id });
    await desk.patch(archived, {
      archived_at: new Date().toISOString(),
      sort_order: 10,
    });
    expect((await desk.read(card)).sort_order).toBe(10);
    await desk.patch(archived, { archived_at: null });
    expect((await desk.read(card)).sort_order).not.toBe(10);
  });
});

/** The least room between two neighbours. */
function closest(cards: readonly WorkItem[]): number {
  return Math.min(
    ...cards
      .slice(1)
      .map(({ sort_order }, at) => sort_order - cards[at].sort_order),
  );
}
