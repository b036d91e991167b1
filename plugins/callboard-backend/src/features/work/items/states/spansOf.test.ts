import fc from 'fast-check';
import { spansOf, StateSpan } from './spansOf';

const ITEM = 'item';

/** Moves of an item: to which state, and when. */
const movesTo = (moves: ReadonlyArray<[state_id: string, ms: number]>) =>
  moves.map(([state_id, ms]) => ({
    work_item_id: ITEM,
    state_id,
    at: new Date(ms).toISOString(),
  }));

const brief = ({ state_id, entered_at, left_at }: StateSpan) => [
  state_id,
  entered_at.getTime(),
  left_at?.getTime() ?? null,
];

describe('the times between moves', () => {
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
    ['before what is known', [['A', 1]], [['A', 2, null]]],
    [
      'not yet come',
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
      'at once',
      [
        ['A', 3],
        ['B', 3],
      ],
      [['B', 3, null]],
    ],
    [
      'in another order',
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
  ])('are those of moves that are %s', (_, moves, spans) => {
    expect(spansOf(movesTo(moves), 2, 10).map(brief)).toEqual(spans);
  });

  it('have no gap, take a while each, and end in the last state', () => {
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
          const spans = spansOf(movesTo(moves), known, 7).map(brief);
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
