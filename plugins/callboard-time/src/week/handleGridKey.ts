import type { KeyboardEvent } from 'react';
import type { GridPlace } from './GridPlace';
import { moveIn, type GridSize } from './moveIn';
import type { CellActions } from './useCellActions';

/** What a duration can begin with. */
const beginsDuration = /^[\d.,:]$/;

/** What keys do in the grid, where no cell is edited. */
export interface GridKeyActions extends CellActions {
  moveTo: (place: GridPlace) => void;
  /** @param by - -1 for the week before, 1 for the next */
  changeWeek: (by: number) => void;
}

/** What a key does that leads nowhere; undefined for keys that do nothing. */
function actOf(
  event: KeyboardEvent,
  { column }: GridPlace,
  actions: GridKeyActions,
): (() => void) | undefined {
  const { key } = event;
  if (key === 'PageUp' || key === 'PageDown') {
    return () => actions.changeWeek(key === 'PageUp' ? -1 : 1);
  }
  if (key === 'Delete' || key === 'Backspace') {
    return actions.clear;
  }
  if (column === 0) {
    return key === 'Enter' ? actions.followLink : undefined;
  }
  if (key === 'Enter' || key === 'F2') {
    return () => actions.edit();
  }
  if (key === 'Escape') {
    return actions.drop;
  }
  if (key === 'e') {
    return actions.openEntries;
  }
  return beginsDuration.test(key) ? () => actions.edit(key) : undefined;
}

/** Handles the keys of the grid for the place that has the focus. */
export function handleGridKey(
  event: KeyboardEvent,
  place: GridPlace,
  size: GridSize,
  actions: GridKeyActions,
): void {
  const isFar = event.ctrlKey || event.metaKey;
  const goal =
    !event.altKey && !event.shiftKey
      ? moveIn(event.key, isFar, place, size)
      : undefined;
  if (goal) {
    event.preventDefault();
    actions.moveTo(goal);
    return;
  }
  const act = event.altKey || isFar ? undefined : actOf(event, place, actions);
  if (act) {
    event.preventDefault();
    act();
  }
}
