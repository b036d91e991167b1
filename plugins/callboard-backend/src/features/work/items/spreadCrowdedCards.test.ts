import { MIN_CARD_GAP, WorkItem } from '@callboard/plugin-callboard-common';
import { range, uniq } from 'lodash';
import fc from 'fast-check';
import { describeWithoutJobs } from '../../../__testUtils__/describeCallboard';
import { PersonName } from '../../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../../__testUtils__/listActivityEntries';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from '../__testUtils__/ProjectFixture';
import { findAccessPaths, recordPlans } from '../../../__testUtils__/plans';
import { analyseDatabase } from '../../../__testUtils__/analyseDatabase';
import { insertMany } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { BOARD_STEP } from './buildWorkItem';
import { MAX_MOVED, spreadRanks } from './spreadCrowdedCards';
import { databaseIds } from '../../../__testUtils__/databases';

describe('ranks', () => {
  /** More cards than the 53 times that a double can halve the gap between two cards. */
  const CARDS = 64;

  describeWithoutJobs(
    'board cards',
    { entities: catalogEntities, databases: 'tagged' },
    callboard => {
      let fixture: ProjectFixture;
      let state_id: string;

      beforeAll(async () => {
        fixture = await ProjectFixture.open(callboard());
        await callboard().as('member').get('/me').expect(200);
        await callboard()
          .as('member')
          .post(`${fixture.path}/join`, {})
          .expect(201);
      });

      beforeEach(async () => {
        // A separate column for each test.
        const name = expect.getState().currentTestName!.slice(-40);
        const state = await fixture.createSetting('states', {
          name,
          group: 'started',
        });
        state_id = state.id;
      });

      /** Lists the first cards, as a browser does. */
      const list = async (limit = 200): Promise<WorkItem[]> => {
        const { body } = await fixture
          .as('superAdmin')
          .get(
            `${fixture.path}/work-items?state_id=${state_id}&order_by=sort_order&limit=${limit}`,
          )
          .expect(200);
        return body.items;
      };
      const titles = async () => (await list()).map(({ title }) => title);
      const midway = (cards: readonly WorkItem[], index: number) =>
        (cards[index - 1].sort_order + cards[index].sort_order) / 2;
      const drop = (who: PersonName, { id }: WorkItem, sort_order: number) =>
        callboard()
          .as(who)
          .patch(`${fixture.path}/work-items/${id}`, { state_id, sort_order })
          .expect(200);
      /** Creates a card and drops it at the second position, as a user does. */
      const putSecond = async (
        title: string,
        who: PersonName = 'superAdmin',
      ) => {
        const card = await fixture.make({ title });
        const visibleCards = await list(10);
        await drop(who, card, midway(visibleCards, 1));
        return { card, visibleCards };
      };
      const put = (title: string, sort_order: number) =>
        fixture
          .make({ title, state_id })
          .then(card => fixture.patch(card, { sort_order }));

      it('keeps the order when many cards move to second position one by one @full', async () => {
        await fixture.make({ title: 'pinned', state_id });
        await fixture.make({ title: 'last', state_id });
        for (const nth of range(CARDS - 2)) {
          await putSecond(`${nth}`);
        }
        expect(await titles()).toEqual([
          'pinned',
          ...range(CARDS - 2).map(nth => `${CARDS - 3 - nth}`),
          'last',
        ]);
      });

      it('keeps the order when two users move cards to second position at once @full @postgres', async () => {
        const pinned = await fixture.make({ title: 'pinned', state_id });
        await fixture.make({ title: 'last', state_id });
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
        // Each card lies before all cards that were visible when it was dropped.
        const misplaced = moves.filter(({ card, visibleCards }) =>
          visibleCards
            .slice(1)
            .some(({ id }) => cards.indexOf(id) < cards.indexOf(card.id)),
        );
        expect(misplaced.map(({ card }) => card.title)).toEqual([]);
      });

      it('moves the neighbours without activity entries and keeps the drop position @full @postgres', async () => {
        const below = await put('below', 10);
        const above = await put('above', 10 + MIN_CARD_GAP);
        const card = await fixture.make({ title: 'card' });
        await drop('superAdmin', card, 10 + MIN_CARD_GAP / 2);
        expect(await titles()).toEqual(['below', 'card', 'above']);
        const ranks = (await list()).map(({ sort_order }) => sort_order);
        expect(ranks[1]).toBe(10 + MIN_CARD_GAP / 2);
        expect(ranks[1] - ranks[0]).toBeGreaterThan(100 * MIN_CARD_GAP);
        expect(ranks[2] - ranks[1]).toBeGreaterThan(100 * MIN_CARD_GAP);
        for (const before of [below, above]) {
          const { sort_order, ...otherFields } = await fixture.read(before);
          expect(before).toMatchObject(otherFields);
          expect(sort_order).not.toBe(before.sort_order);
          expect(
            await listActivityEntries(callboard(), before.id),
          ).toHaveLength(2);
        }
        const [, moved] = await listActivityEntries(callboard(), card.id);
        expect(toFieldChanges(moved)).toMatchObject({
          sort_order: [card.sort_order, ranks[1]],
        });
      });

      it('makes space for a card from another column and for a new card', async () => {
        const moved = await fixture.make({ title: 'moved' });
        await put('there', moved.sort_order);
        await fixture.patch(moved, { state_id });
        const { sort_order } = await fixture.make({ title: 'elsewhere' });
        await put('dragged to the end', sort_order + 65_536);
        await fixture.make({ title: 'new', state_id });
        const cards = await list();
        expect(cards).toHaveLength(4);
        expect(getSmallestGap(cards)).toBeGreaterThanOrEqual(MIN_CARD_GAP);
      });

      it('makes space for many cards at one position in one bulk update @full', async () => {
        const ids: string[] = [];
        for (const title of range(20).map(String)) {
          const draft = await fixture.make({ title, state_id, is_draft: true });
          await fixture.patch(draft, { sort_order: 1e12 - 1e6 });
          ids.push(draft.id);
        }
        await fixture
          .as('superAdmin')
          .post(`${fixture.path}/work-items/bulk-update`, {
            ids,
            changes: { is_draft: false },
          })
          .expect(200);
        expect(await titles()).toEqual(range(20).map(String));
        expect(getSmallestGap(await list())).toBeGreaterThanOrEqual(
          MIN_CARD_GAP,
        );
      });

      it('makes no space for drafts and archived cards', async () => {
        const card = await put('card', 10);
        await fixture.patch(await fixture.make({ is_draft: true, state_id }), {
          sort_order: 10,
        });
        const archived = await fixture.make({ state_id });
        await fixture.patch(archived, {
          archived_at: new Date().toISOString(),
          sort_order: 10,
        });
        expect((await fixture.read(card)).sort_order).toBe(10);
        await fixture.patch(archived, { archived_at: null });
        expect((await fixture.read(card)).sort_order).not.toBe(10);
      });
    },
  );

  /** Returns the smallest gap between two adjacent cards. */
  function getSmallestGap(cards: readonly WorkItem[]): number {
    return Math.min(
      ...cards
        .slice(1)
        .map(({ sort_order }, at) => sort_order - cards[at].sort_order),
    );
  }
});

describe('query plans', () => {
  const CARDS = 10_000;

  const MIDDLE = (CARDS / 2) * BOARD_STEP;

  /** A gap so small that a card dropped into it moves its neighbours. */
  const CLOSE = 1 / 1_024;

  describeWithoutJobs(
    'long board column',
    { entities: catalogEntities, databases: databaseIds },
    callboard => {
      let fixture: ProjectFixture;
      let card: WorkItem;

      beforeAll(async () => {
        const { knex } = callboard();
        fixture = await ProjectFixture.open(callboard());
        card = await fixture.make();
        const row = await knex('work_items').where({ id: card.id }).first();
        const { Backlog, Todo, Done } = fixture.states;
        await insertMany(
          knex,
          'work_items',
          range(CARDS).map(nth => ({
            ...row,
            id: createId(Date.now()),
            number: row.number + nth + 1,
            state_id: [Backlog, Todo, Done][nth % 3].id,
            sort_order: nth * BOARD_STEP,
          })),
        );
        await analyseDatabase(knex);
      });

      it('uses only the board index to make space', async () => {
        const state_id = fixture.states.Todo.id;
        const [other] = await callboard()
          .knex('work_items')
          .where({ state_id })
          .where('sort_order', '>', MIDDLE)
          .orderBy('sort_order')
          .limit(1);
        const plans = await recordPlans(callboard().knex, () =>
          fixture.patch(card, {
            state_id,
            sort_order: other.sort_order - CLOSE,
          }),
        );
        const [found, ...sides] = plans.filter(({ sql }) =>
          /\bnear\b/.test(sql),
        );
        expect(found.plan).toMatch(
          /using (covering index )?work_items_board_idx/i,
        );
        expect(findAccessPaths([found], 'work_items')).not.toContain('scan');
        expect(sides).toHaveLength(2);
        expect(findAccessPaths(sides, 'work_items')).toEqual([
          'work_items_board_idx',
        ]);
        const { sort_order } = await fixture.read(other);
        expect(sort_order).toBeGreaterThan(other.sort_order);
      });
    },
  );
});

describe('spreadRanks', () => {
  it('moves nothing when the gap is large enough', () => {
    expect(spreadRanks(0, [], 1)).toEqual([]);
    expect(spreadRanks(0, [MIN_CARD_GAP, MIN_CARD_GAP], 1)).toEqual([]);
    expect(spreadRanks(0, [-MIN_CARD_GAP], -1)).toEqual([]);
  });

  it('moves as few ranks as needed, by small steps', () => {
    expect(spreadRanks(0, [0.5, 65_536], 1)).toEqual([4_096]);
    expect(spreadRanks(0, [-0.5, -100], -1)).toEqual([-50]);
    expect(spreadRanks(0, [0.5, 1, 2, 400], 1)).toEqual([100, 200, 300]);
  });

  it('moves all ranks by the full step when no rank follows them', () => {
    expect(spreadRanks(10, [10, 9], -1)).toEqual([-4_086, -8_182]);
  });

  it('moves nothing when too many ranks are too close', () => {
    const ranks = range(MAX_MOVED + 1).map(nth => nth / 1e9);
    expect(spreadRanks(0, ranks, 1)).toEqual([]);
  });

  it('keeps the order and never passes the ranks that stay @full', () => {
    const anyRank = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const anyGap = fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 2, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(
        anyRank,
        fc.array(anyGap, { maxLength: MAX_MOVED + 1, size: 'max' }),
        fc.constantFrom(1 as const, -1 as const),
        (centre, gaps, direction) => {
          let last = centre;
          const ranks = gaps.map(gap => {
            last += direction * gap;
            return last;
          });
          const moved = spreadRanks(centre, ranks, direction);
          const after = [centre, ...moved, ...ranks.slice(moved.length)];
          const orderedRanks = after.slice(0, moved.length + 2);
          expect(uniq(moved)).toEqual(moved);
          expect([...orderedRanks].sort((a, b) => direction * (a - b))).toEqual(
            orderedRanks,
          );
          expect(moved).not.toContain(centre);
          expect(moved).not.toContain(after[moved.length + 1]);
        },
      ),
    );
  });
});
