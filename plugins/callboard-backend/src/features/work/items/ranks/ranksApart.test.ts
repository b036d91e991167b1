import { CARD_ROOM } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { range, uniq } from 'lodash';
import { MOST_MOVED, ranksApart } from './ranksApart';

describe('ranksApart', () => {
  it('moves nothing where there is room', () => {
    expect(ranksApart(0, [], 1)).toEqual([]);
    expect(ranksApart(0, [CARD_ROOM, CARD_ROOM], 1)).toEqual([]);
    expect(ranksApart(0, [-CARD_ROOM], -1)).toEqual([]);
  });

  it('moves as few as will do, and not far', () => {
    expect(ranksApart(0, [0.5, 65_536], 1)).toEqual([4_096]);
    expect(ranksApart(0, [-0.5, -100], -1)).toEqual([-50]);
    expect(ranksApart(0, [0.5, 1, 2, 400], 1)).toEqual([100, 200, 300]);
  });

  it('moves all where nothing is beyond', () => {
    expect(ranksApart(10, [10, 9], -1)).toEqual([-4_086, -8_182]);
  });

  it('leaves alone what no longer fits', () => {
    const ranks = range(MOST_MOVED + 1).map(nth => nth / 1e9);
    expect(ranksApart(0, ranks, 1)).toEqual([]);
  });

  it('keeps the order, and what is beyond beyond', () => {
    const anyRank = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const anyGap = fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 2, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(
        anyRank,
        fc.array(anyGap, { maxLength: MOST_MOVED + 1, size: 'max' }),
        fc.constantFrom(1 as const, -1 as const),
        (centre, gaps, direction) => {
          let last = centre;
          const ranks = gaps.map(gap => {
            last += direction * gap;
            return last;
          });
          const moved = ranksApart(centre, ranks, direction);
          const after = [centre, ...moved, ...ranks.slice(moved.length)];
          const held = after.slice(0, moved.length + 2);
          expect(uniq(moved)).toEqual(moved);
          expect([...held].sort((a, b) => direction * (a - b))).toEqual(held);
          expect(moved).not.toContain(centre);
          expect(moved).not.toContain(after[moved.length + 1]);
        },
      ),
    );
  });
});
