import type { KeyboardEvent } from 'react';
import type { Step } from './Places';

const ways: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/** What an arrow key does to the widget in focus: it moves, with Shift it changes size. */
export function stepOfKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
): Step | undefined {
  const way = ways.get(event.key);
  if (!way) {
    return undefined;
  }
  const [across, down] = way;
  return event.shiftKey
    ? { width: across, height: down }
    : { x: across, y: down };
}
