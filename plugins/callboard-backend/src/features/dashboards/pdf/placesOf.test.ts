import fc from 'fast-check';
import { sortBy } from 'lodash';
import { paper } from './paper';
import { placesOf } from './placesOf';

const size = fc.record({
  x: fc.integer({ min: 0, max: 5 }),
  y: fc.oneof(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 9_000 }),
  ),
  width: fc.integer({ min: 1, max: 6 }),
  height: fc.integer({ min: 1, max: 48 }),
});

describe('the places of widgets on paper', () => {
  it('are on the paper, one page after another', () => {
    fc.assert(
      fc.property(fc.array(size, { maxLength: 100 }), sizes => {
        const sorted = sortBy(sizes, ['y', 'x']);
        let page = 0;
        for (const place of placesOf(sorted)) {
          const { x, y, width, height } = place.box;
          expect(place.page - page).toBeGreaterThanOrEqual(0);
          expect(place.page - page).toBeLessThanOrEqual(1);
          page = place.page;
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(paper.margin);
          expect(Math.min(width, height)).toBeGreaterThan(0);
          expect(x + width).toBeLessThanOrEqual(paper.width - paper.margin);
          expect(y + height).toBeLessThanOrEqual(paper.height - paper.margin);
        }
      }),
    );
  });

  it('keep widgets beside each other that are so in the layout', () => {
    const beside = [0, 6].map(x => ({ x, y: 40, width: 6, height: 6 }));
    const [left, right] = placesOf([
      { x: 0, y: 0, width: 12, height: 6 },
      ...beside,
    ]).slice(1);
    expect(right).toEqual({ ...left, box: { ...left.box, x: right.box.x } });
    expect(right.box.x).toBeGreaterThan(left.box.x + left.box.width);
  });
});
