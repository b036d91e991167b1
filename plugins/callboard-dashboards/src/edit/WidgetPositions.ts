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
import { isEqual } from '../data/mergeFields';

export type WidgetPositions = ReadonlyMap<string, WidgetSize>;

export function getWidgetPositions(
  widgets: ReadonlyArray<Pick<Widget, 'id' | 'size'>>,
): WidgetPositions {
  return new Map(widgets.map(({ id, size }) => [id, size]));
}

/** Converts widgets to a layout of react-grid-layout, with their minimum and maximum sizes. */
export function toGridLayout(
  widgets: readonly Widget[],
  positions: WidgetPositions,
): Layout {
  return widgets.map(({ id, widget_type, size }): LayoutItem => {
    const { x, y, width: w, height: h } = positions.get(id) ?? size;
    const { least: minSize } = widgetExtents[widget_type];
    return {
      i: id,
      x,
      y,
      w,
      h,
      minW: minSize.width,
      minH: minSize.height,
      maxW: GRID_COLUMNS,
      maxH: MAX_WIDGET_HEIGHT,
    };
  });
}

export function getLayoutPositions(layout: Layout): WidgetPositions {
  return new Map(
    layout.map(({ i, x, y, w, h }) => [i, { x, y, width: w, height: h }]),
  );
}

/** Returns the positions without gaps above widgets and without overlaps. */
export function compactPositions(positions: WidgetPositions): WidgetPositions {
  const layout = [...positions].map(
    ([i, { x, y, width: w, height: h }]): LayoutItem => ({ i, x, y, w, h }),
  );
  return getLayoutPositions(verticalCompactor.compact(layout, GRID_COLUMNS));
}

export function areSamePositions(
  a: WidgetPositions,
  b: WidgetPositions,
): boolean {
  return isEqual(Object.fromEntries(a), Object.fromEntries(b));
}

/** A move or resize of a widget with the keyboard, as differences in grid cells. */
export interface KeyboardStep {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
}

const clamp = (min: number, value: number, max: number) =>
  Math.min(max, Math.max(min, value));

function applyStep(layout: Layout, id: string, step: KeyboardStep): Layout {
  const items = layout.map(item => ({ ...item }));
  const item = items.find(({ i }) => i === id);
  if (!item) {
    return layout;
  }
  const { minW = 1, minH = 1 } = item;
  item.w = clamp(minW, item.w + (step.width ?? 0), GRID_COLUMNS - item.x);
  item.h = clamp(minH, item.h + (step.height ?? 0), MAX_WIDGET_HEIGHT);
  const x = clamp(0, item.x + (step.x ?? 0), GRID_COLUMNS - item.w);
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
 * Moves or resizes a widget by one keyboard step. Other widgets make way and close gaps. A vertical
 * step moves the widget past its neighbour. If the widget cannot move, the layout does not change.
 */
export function stepWidget(
  layout: Layout,
  id: string,
  step: KeyboardStep,
): Layout {
  const start = layout.find(({ i }) => i === id);
  if (!start || !step.y) {
    return applyStep(layout, id, step);
  }
  const maxDistance = step.y < 0 ? start.y : bottom(layout) - start.y;
  for (let distance = 1; distance <= maxDistance; distance += 1) {
    const next = applyStep(layout, id, { y: step.y * distance });
    if (
      !areSamePositions(getLayoutPositions(next), getLayoutPositions(layout))
    ) {
      return next;
    }
  }
  return layout;
}

/** Applies the user's moves to current positions, which others may have changed since `before`. */
export function mergePositions(
  before: WidgetPositions,
  edited: WidgetPositions,
  current: WidgetPositions,
): WidgetPositions {
  return new Map(
    [...current].map(([id, position]) => {
      const editedPosition = edited.get(id);
      const isMoved =
        editedPosition && !isEqual(editedPosition, before.get(id));
      return [id, isMoved ? editedPosition : position];
    }),
  );
}
