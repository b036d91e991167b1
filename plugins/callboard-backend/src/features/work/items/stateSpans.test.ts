import fc from 'fast-check';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { getInstant, ProjectFixture } from '../__testUtils__/ProjectFixture';
import { listStateSpans, StateSpan } from './stateSpans';
import { numRuns } from '../../../__testUtils__/random';

/** Creates an item snapshot of a source at a given second. */
const createSnapshot = (
  second: number,
  group: string,
  overrides: object = {},
) => ({
  entity_ref: 'component:default/payments-api',
  external_id: '1',
  title: 'One',
  created_at: getInstant(0),
  updated_at: getInstant(second),
  state_groups: [group],
  ...overrides,
});

describeCallboard(
  'work item state history',
  { entities: catalogEntities },
  callboard => {
    let fixture: ProjectFixture;

    beforeAll(async () => {
      fixture = await ProjectFixture.open(callboard());
    });

    const enter = (item: { id: string }, state: string) =>
      fixture.patch(item, { state_id: fixture.states[state].id });

    /** Ingests the item of a new source, and reads it with its state history. */
    async function ingestItem(...calls: object[][]) {
      const source = fixture.newSource();
      for (const items of calls) {
        await fixture.ingest(source, items);
      }
      const [item] = await fixture.listSourceItems(source);
      return {
        item,
        spans: await fixture.readStateSpans(item),
        started_at: await fixture.readStartedAt(item),
      };
    }

    it('records the states of an item in sequence', async () => {
      const newItem = await fixture.make();
      const begun = await enter(newItem, 'In Progress');
      await fixture.patch(newItem, { title: 'Still in progress' });
      const back = await enter(newItem, 'Backlog');
      const again = await enter(newItem, 'In Progress');
      const done = await enter(newItem, 'Done');
      expect(await fixture.readStateSpans(newItem)).toEqual([
        ['Backlog', newItem.created_at, begun.updated_at],
        ['In Progress', begun.updated_at, back.updated_at],
        ['Backlog', back.updated_at, again.updated_at],
        ['In Progress', again.updated_at, done.updated_at],
        ['Done', done.completed_at, null],
      ]);
      expect(await fixture.readStartedAt(newItem)).toBe(begun.updated_at);
      expect(done).not.toHaveProperty('started_at');
    });

    it('begins the history with the state in which the item is created', async () => {
      const { id } = fixture.states['In Progress'];
      const newItem = await fixture.make({ state_id: id });
      expect(await fixture.readStateSpans(newItem)).toEqual([
        ['In Progress', newItem.created_at, null],
      ]);
      expect(await fixture.readStartedAt(newItem)).toBe(newItem.created_at);
    });

    it('keeps the states of a deleted item', async () => {
      const newItem = await fixture.make();
      await fixture
        .as('superAdmin')
        .delete(`${fixture.path}/work-items/${newItem.id}`)
        .expect(204);
      expect(await fixture.readStateSpans(newItem)).toEqual([
        ['Backlog', newItem.created_at, null],
      ]);
    });

    it('records the state changes of a bulk update', async () => {
      const [one, other] = [await fixture.make(), await fixture.make()];
      const already = await fixture.make({ state_id: fixture.states.Done.id });
      await fixture
        .as('superAdmin')
        .post(`${fixture.path}/work-items/bulk-update`, {
          ids: [one.id, already.id, other.id],
          changes: { state_id: fixture.states.Done.id },
        })
        .expect(200);
      const { completed_at } = await fixture.read(one);
      expect(completed_at).not.toBeNull();
      for (const item of [one, other]) {
        expect(await fixture.readStateSpans(item)).toEqual([
          ['Backlog', item.created_at, completed_at],
          ['Done', completed_at, null],
        ]);
      }
      expect(await fixture.readStateSpans(already)).toEqual([
        ['Done', already.created_at, null],
      ]);
      expect(await fixture.readStartedAt(one)).toBeNull();
    });

    it('records the replacement of a deleted state and keeps its name', async () => {
      const state = await fixture.createSetting('states', {
        name: 'Odd',
        group: 'started',
      });
      const newItem = await fixture.make({ state_id: state.id });
      await fixture
        .as('superAdmin')
        .delete(
          `${fixture.path}/states/${state.id}?reassign_to=${fixture.states.Todo.id}`,
        )
        .expect(204);
      const { updated_at } = await fixture.read(newItem);
      expect(await fixture.readStateSpans(newItem)).toEqual([
        ['Odd', newItem.created_at, updated_at],
        ['Todo', updated_at, null],
      ]);
    });

    it('uses the times that the source sends', async () => {
      const { spans, started_at } = await ingestItem(
        [createSnapshot(1, 'backlog')],
        [createSnapshot(2, 'started')],
        [createSnapshot(3, 'started', { title: 'Two' })],
        [createSnapshot(9, 'completed', { completed_at: getInstant(5) })],
      );
      expect(spans).toEqual([
        ['Backlog', getInstant(0), getInstant(2)],
        ['In Progress', getInstant(2), getInstant(5)],
        ['Done', getInstant(5), null],
      ]);
      expect(started_at).toBe(getInstant(2));
    });

    it('records all states of one request and omits outdated ones', async () => {
      const states = [
        createSnapshot(1, 'backlog'),
        createSnapshot(2, 'started'),
        createSnapshot(4, 'completed', { completed_at: null }),
        createSnapshot(3, 'cancelled'),
        createSnapshot(6, 'started'),
      ];
      const { spans, started_at } = await ingestItem(states.slice(0, 1), [
        ...states,
      ]);
      expect(spans).toEqual([
        ['Backlog', getInstant(0), getInstant(2)],
        ['In Progress', getInstant(2), getInstant(4)],
        ['Done', getInstant(4), getInstant(6)],
        ['In Progress', getInstant(6), null],
      ]);
      expect(started_at).toBe(getInstant(2));
      expect((await ingestItem(states)).spans).toEqual(spans);
    });

    it.each([
      ['started', {}, ['In Progress', getInstant(7), null], getInstant(7)],
      ['cancelled', {}, ['Cancelled', getInstant(7), null], null],
      ['completed', {}, ['Done', getInstant(7), null], null],
      [
        'completed',
        { completed_at: getInstant(5) },
        ['Done', getInstant(5), null],
        null,
      ],
    ])(
      'begins the history of a new item in the group %s with %j at the earliest known time',
      async (group, overrides, span, start) => {
        const { spans, started_at } = await ingestItem([
          createSnapshot(7, group, overrides),
        ]);
        expect(spans).toEqual([span]);
        expect(started_at).toBe(start);
      },
    );

    it('prevents spans that end before they start when a completion arrives late', async () => {
      const { item } = await ingestItem([createSnapshot(1, 'backlog')]);
      const begun = await enter(item, 'In Progress');
      await fixture.ingest(item.source, [
        createSnapshot(9, 'completed', { completed_at: getInstant(4) }),
      ]);
      const done = await fixture.read(item);
      expect(done.completed_at).toBe(getInstant(4));
      expect(await fixture.readStateSpans(item)).toEqual([
        ['Backlog', getInstant(0), begun.updated_at],
        // The state in progress is omitted, because it lasted no time.
        ['Done', begun.updated_at, null],
      ]);
      expect(await fixture.readStartedAt(item)).toBe(getInstant(4));
      const reopened = await enter(item, 'Backlog');
      expect(await fixture.readStateSpans(item)).toEqual([
        ['Backlog', getInstant(0), begun.updated_at],
        ['Done', begun.updated_at, reopened.updated_at],
        ['Backlog', reopened.updated_at, null],
      ]);
    });

    it('replaces a completion time in the future with the current time', async () => {
      const { item, spans } = await ingestItem(
        [createSnapshot(1, 'backlog')],
        [
          createSnapshot(2, 'completed', {
            completed_at: '2999-01-01T00:00:00.000Z',
          }),
        ],
      );
      expect(spans).toEqual([
        ['Backlog', getInstant(0), item.updated_at],
        ['Done', item.updated_at, null],
      ]);
    });

    it('records new states of items without earlier records', async () => {
      const newItem = await fixture.make();
      await callboard()
        .knex('work_item_states')
        .where({ work_item_id: newItem.id })
        .delete();
      const begun = await enter(newItem, 'In Progress');
      expect(await fixture.readStateSpans(newItem)).toEqual([
        ['In Progress', begun.updated_at, null],
      ]);
    });
  },
);

const groups = ['backlog', 'started', 'completed', 'cancelled'];
const names = ['Backlog', 'In Progress', 'In Review', 'Done', 'Cancelled'];

/** Seconds in the timestamps of sources: mostly long ago, a few in the future. */
const seconds = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 99 }) },
  { weight: 1, arbitrary: fc.constant(900_000_000) },
);

const snapshot = fc.record({
  external_id: fc.constantFrom('1', '2'),
  /** The delay of the snapshot: outdated snapshots are rejected. */
  delay: fc.integer({ min: 0, max: 15 }),
  created_at: fc.option(seconds.map(getInstant)),
  completed_at: fc.option(seconds.map(getInstant)),
  state_groups: fc.constantFrom(...groups).map(group => [group]),
});

/** An action on the items of a source: the source sends snapshots, or users move items. */
const action = fc.oneof(
  fc.record({ snapshots: fc.array(snapshot, { minLength: 1, maxLength: 4 }) }),
  fc.record({ moved: fc.constantFrom(...names) }),
  fc.record({ movedTogether: fc.constantFrom(...names) }),
  fc.record({ deleted: fc.constantFrom(...names) }),
);
type Step = typeof action extends fc.Arbitrary<infer Kind> ? Kind : never;

describeCallboard(
  'state history after random changes',
  { entities: catalogEntities },
  callboard => {
    let fixture: ProjectFixture;

    beforeAll(async () => {
      fixture = await ProjectFixture.open(callboard());
    });

    async function perform(source: string, step: Step, nth: number) {
      const ids = (await fixture.listSourceItems(source)).map(({ id }) => id);
      if ('snapshots' in step) {
        const items = step.snapshots.map(({ delay, ...item }, index) => ({
          entity_ref: 'component:default/payments-api',
          title: 'One',
          updated_at: getInstant(20 + 10 * nth + index - delay),
          ...item,
        }));
        await fixture.ingest(source, items);
      } else if ('moved' in step && ids.length > 0) {
        await fixture.patch(
          { id: ids[0] },
          { state_id: fixture.states[step.moved].id },
        );
      } else if ('movedTogether' in step && ids.length > 0) {
        const state_id = fixture.states[step.movedTogether].id;
        await fixture
          .as('superAdmin')
          .post(`${fixture.path}/work-items/bulk-update`, {
            ids,
            changes: { state_id },
          })
          .expect(200);
      } else if ('deleted' in step && ids.length > 0) {
        const state = await fixture.createSetting('states', {
          name: 'Of a while',
          group: 'started',
        });
        await fixture.patch({ id: ids[0] }, { state_id: state.id });
        await fixture
          .as('superAdmin')
          .delete(
            `${fixture.path}/states/${state.id}?reassign_to=${
              fixture.states[step.deleted].id
            }`,
          )
          .expect(204);
      }
    }

    it('keeps states without gaps up to the current one after any actions @full', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(action, { minLength: 2, maxLength: 8 }),
          async actions => {
            const source = fixture.newSource();
            for (const [nth, step] of actions.entries()) {
              await perform(source, step, nth);
            }
            for (const item of await fixture.listSourceItems(source)) {
              const spans = await fixture.readStateSpans(item);
              const begins = spans.map(([, entered_at]) => entered_at);
              const ends = spans.map(([, , left_at]) => left_at);
              expect(ends).toEqual([...begins.slice(1), null]);
              expect(begins).toEqual([...new Set(begins)].sort());
              expect(fixture.states[spans.at(-1)![0]].id).toBe(item.state_id);
              const now = new Date().toISOString();
              expect(begins.filter(moment => moment > now)).toEqual([]);
              const started_at = await fixture.readStartedAt(item);
              const { completed_at } = item;
              expect([started_at ?? '', completed_at ?? '~']).toEqual(
                [started_at ?? '', completed_at ?? '~'].sort(),
              );
            }
          },
        ),
        { numRuns: numRuns(15) },
      );
    });
  },
);

const ITEM = 'item';

/** Creates the moves of an item from states and times. */
const createMoves = (moves: ReadonlyArray<[state_id: string, ms: number]>) =>
  moves.map(([state_id, ms]) => ({
    work_item_id: ITEM,
    state_id,
    at: new Date(ms).toISOString(),
  }));

const toTuple = ({ state_id, entered_at, left_at }: StateSpan) => [
  state_id,
  entered_at.getTime(),
  left_at?.getTime() ?? null,
];

describe('state spans', () => {
  it.each<
    [string, Array<[string, number]>, Array<[string, number, number | null]>]
  >([
    [
      'one after another',
      [
        ['A', 3],
        ['B', 5],
      ],
      [
        ['A', 3, 5],
        ['B', 5, null],
      ],
    ],
    ['dated before the known time', [['A', 1]], [['A', 2, null]]],
    [
      'in the future',
      [
        ['A', 3],
        ['B', 11],
      ],
      [
        ['A', 3, 10],
        ['B', 10, null],
      ],
    ],
    [
      'at the same time',
      [
        ['A', 3],
        ['B', 3],
      ],
      [['B', 3, null]],
    ],
    [
      'out of order',
      [
        ['A', 3],
        ['B', 7],
        ['C', 5],
        ['D', 8],
      ],
      [
        ['A', 3, 7],
        ['C', 7, 8],
        ['D', 8, null],
      ],
    ],
  ])('returns spans for moves that are %s', (_, moves, spans) => {
    expect(listStateSpans(createMoves(moves), 2, 10).map(toTuple)).toEqual(
      spans,
    );
  });

  it('returns spans without gaps or zero length that end in the last state', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('A', 'B', 'C'),
            fc.integer({ min: 0, max: 9 }),
          ),
          { minLength: 1 },
        ),
        fc.option(fc.integer({ min: 0, max: 9 }), { nil: -Infinity }),
        (moves, known) => {
          const spans = listStateSpans(createMoves(moves), known, 7).map(
            toTuple,
          );
          const begins = spans.map(([, begin]) => Number(begin));
          expect(spans.map(([, , end]) => end)).toEqual([
            ...begins.slice(1),
            null,
          ]);
          expect(begins).toEqual([...new Set(begins)].sort());
          expect(begins[0]).toBeGreaterThanOrEqual(known);
          expect(spans.at(-1)![0]).toBe(moves.at(-1)![0]);
        },
      ),
    );
  });
});
