import type { KeyboardEvent } from 'react';
import type { CellPosition } from './CellPosition';
import { findMoveTarget, type GridSize } from './findMoveTarget';
import type { CellActions } from './useCellActions';

/** The characters that a duration can begin with. */
const beginsDuration = /^[\d.,:]$/;

/** The actions of keys in the grid while no cell is edited. */
export interface GridKeyActions extends CellActions {
  moveTo: (position: CellPosition) => void;
  /** @param direction - -1 for the previous week, 1 for the next */
  changeWeek: (direction: number) => void;
}

/** The action of a key other than navigation; undefined for unused keys. */
function findKeyAction(
  event: KeyboardEvent,
  { column }: CellPosition,
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

/** Handles a key on the focused cell of the grid. */
export function handleGridKey(
  event: KeyboardEvent,
  position: CellPosition,
  size: GridSize,
  actions: GridKeyActions,
): void {
  const isFar = event.ctrlKey || event.metaKey;
  const goal =
    !event.altKey && !event.shiftKey
      ? findMoveTarget(event.key, isFar, position, size)
      : undefined;
  if (goal) {
    event.preventDefault();
    actions.moveTo(goal);
    return;
  }
  const action =
    event.altKey || isFar ? undefined : findKeyAction(event, position, actions);
  if (action) {
    event.preventDefault();
    action();
  }
}
