import type { WidgetSize } from '@callboard/plugin-callboard-common';

/** Orders places as they are read: line by line. */
export function byPlace(a: WidgetSize, b: WidgetSize): number {
  return a.y - b.y || a.x - b.x;
}
