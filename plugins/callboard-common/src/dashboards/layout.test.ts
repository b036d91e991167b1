import fc from 'fast-check';
import {
  findFreePosition,
  GRID_COLUMNS,
  MAX_GRID_ROWS,
  MAX_WIDGET_HEIGHT,
  widgetExtents,
  widgetSize,
  WidgetSize,
} from './layout';
import { MAX_WIDGETS_PER_DASHBOARD } from './schemas';
import { widgetType } from './widgetConfig';

const sizes: fc.Arbitrary<WidgetSize> = fc
  .record({
    x: fc.integer({ min: 0, max: GRID_COLUMNS - 1 }),
    // Often near the bottom, where little space is left.
    y: fc.oneof(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: MAX_GRID_ROWS - 40, max: MAX_GRID_ROWS - 1 }),
      fc.integer({ min: 0, max: MAX_GRID_ROWS - 1 }),
    ),
    width: fc.integer({ min: 1, max: GRID_COLUMNS }),
    height: fc.integer({ min: 1, max: MAX_WIDGET_HEIGHT }),
  })
  .filter(size => widgetSize.safeParse(size).success);

describe('widget sizes', () => {
  it.each(widgetType.options)(
    'keeps the minimum and default size of %s widgets within the grid',
    type => {
      const { least, usual } = widgetExtents[type];
      for (const extent of [least, usual]) {
        expect(widgetSize.parse({ x: 0, y: 0, ...extent })).toMatchObject(
          extent,
        );
      }
      expect(usual.width).toBeGreaterThanOrEqual(least.width);
      expect(usual.height).toBeGreaterThanOrEqual(least.height);
    },
  );
});

describe('findFreePosition', () => {
  const extent = { width: 6, height: 6 };

  it('returns the position below all other widgets', () => {
    const taken = [
      { x: 0, y: 0, width: 6, height: 4 },
      { x: 6, y: 2, width: 6, height: 9 },
    ];
    expect(findFreePosition(extent, [])).toEqual({ x: 0, y: 0, ...extent });
    expect(findFreePosition(extent, taken)).toEqual({ x: 0, y: 11, ...extent });
  });

  it('returns a position in the grid without overlap, for any number of widgets', () => {
    fc.assert(
      fc.property(
        fc.array(sizes, { maxLength: MAX_WIDGETS_PER_DASHBOARD - 1 }),
        fc.integer({ min: 1, max: MAX_WIDGET_HEIGHT }),
        (taken, height) => {
          const { y } = widgetSize.parse(
            findFreePosition({ width: 6, height }, taken),
          );
          const crossed = taken.filter(
            other => y < other.y + other.height && other.y < y + height,
          );
          expect(crossed).toEqual([]);
        },
      ),
    );
  });
});
