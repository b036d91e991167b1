import type { WidgetSize } from '@callboard/plugin-callboard-common';

/** Sorts positions in reading order, line by line. */
export function comparePositions(a: WidgetSize, b: WidgetSize): number {
  return a.y - b.y || a.x - b.x;
}
