import type { KeyboardEvent } from 'react';
import type { KeyboardStep } from './WidgetPositions';

const steps: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/** Maps an arrow key to a move of the focused widget, or to a resize with Shift. */
export function getKeyStep(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
): KeyboardStep | undefined {
  const way = steps.get(event.key);
  if (!way) {
    return undefined;
  }
  const [across, down] = way;
  return event.shiftKey
    ? { width: across, height: down }
    : { x: across, y: down };
}
