import {
  GRID_COLUMNS,
  MAX_WIDGET_HEIGHT,
  widgetExtents,
  type Widget,
  type WidgetSize,
} from '@callboard/plugin-callboard-common';
import {
  bottom,
  moveElement,
  verticalCompactor,
  type Layout,
  type LayoutItem,
} from 'react-grid-layout';

/** Where the widgets of a dashboard are, by their ids. */
export type Places = ReadonlyMap<string, WidgetSize>;

/** Where widgets are. */
export function placesOf(
  widgets: ReadonlyArray<Pick<Widget, 'id' | 'size'>>,
): Places {
  return new Map(widgets.map(({ id, size }) => [id, size]));
}

/** Widgets as react-grid-layout takes them, with how small and large they may be. */
export function layoutOf(widgets: readonly Widget[], places: Places): Layout {
  return widgets.map(({ id, widget_type, size }): LayoutItem => {
    const { x, y, width: w, height: h } = places.get(id) ?? size;
    const { least } = widgetExtents[widget_type];
    return {
      i: id,
      x,
      y,
      w,
      h,
      minW: least.width,
      minH: least.height,
      maxW: GRID_COLUMNS,
      maxH: MAX_WIDGET_HEIGHT,
    };
  });
}

/** Where a layout puts widgets. */
export function placesIn(layout: Layout): Places {
  return new Map(
    layout.map(({ i, x, y, w, h }) => [i, { x, y, width: w, height: h }]),
  );
}

/** The same places without gaps above widgets and without overlaps. */
export function compacted(places: Places): Places {
  const layout = [...places].map(
    ([i, { x, y, width: w, height: h }]): LayoutItem => ({ i, x, y, w, h }),
  );
  return placesIn(verticalCompactor.compact(layout, GRID_COLUMNS));
}

/** Whether widgets are at the same places. */
export function isSamePlaces(one: Places, other: Places): boolean {
  return (
    one.size === other.size &&
    [...one].every(([id, place]) => {
      const there = other.get(id);
      return (
        there !== undefined &&
        place.x === there.x &&
        place.y === there.y &&
        place.width === there.width &&
        place.height === there.height
      );
    })
  );
}

/** How a key moves a widget, or makes it larger or smaller. */
export interface Step {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
}

const within = (least: number, value: number, most: number) =>
  Math.min(most, Math.max(least, value));

function leapt(layout: Layout, id: string, step: Step): Layout {
  const items = layout.map(item => ({ ...item }));
  const item = items.find(({ i }) => i === id);
  if (!item) {
    return layout;
  }
  const { minW = 1, minH = 1 } = item;
  item.w = within(minW, item.w + (step.width ?? 0), GRID_COLUMNS - item.x);
  item.h = within(minH, item.h + (step.height ?? 0), MAX_WIDGET_HEIGHT);
  const x = within(0, item.x + (step.x ?? 0), GRID_COLUMNS - item.w);
  const y = Math.max(0, item.y + (step.y ?? 0));
  const moved = moveElement(
    items,
    item,
    x,
    y,
    true,
    false,
    'vertical',
    GRID_COLUMNS,
  );
  return verticalCompactor.compact(moved, GRID_COLUMNS);
}

/**
 * The layout after one widget took a step; the others make room, and close up. A step
 * up or down goes as far as it takes to get past a neighbour. The layout is the same
 * where there is no room.
 */
export function stepped(layout: Layout, id: string, step: Step): Layout {
  const start = layout.find(({ i }) => i === id);
  if (!start || !step.y) {
    return leapt(layout, id, step);
  }
  const room = step.y < 0 ? start.y : bottom(layout) - start.y;
  for (let distance = 1; distance <= room; distance += 1) {
    const next = leapt(layout, id, { y: step.y * distance });
    if (!isSamePlaces(placesIn(next), placesIn(layout))) {
      return next;
    }
  }
  return layout;
}

/**
 * What one meant to move, put on top of where the widgets are by now: others may have
 * moved them, added some and removed some.
 */
export function mergedPlaces(
  before: Places,
  mine: Places,
  now: Places,
): Places {
  return new Map(
    [...now].map(([id, place]) => {
      const own = mine.get(id);
      const old = before.get(id);
      const isMoved =
        own &&
        !(old && isSamePlaces(new Map([[id, own]]), new Map([[id, old]])));
      return [id, isMoved ? own : place];
    }),
  );
}
