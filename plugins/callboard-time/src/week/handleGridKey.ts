import type { KeyboardEvent } from 'react';
import type { GridPlace } from './GridPlace';
import { moveIn, type GridSize } from './moveIn';
import type { CellActs } from './useCellActs';

/** What a duration can begin with. */
const beginsDuration = /^[\d.,:]$/;

/** What keys do in the grid, where no cell is edited. */
export interface GridKeyActs extends CellActs {
  moveTo: (place: GridPlace) => void;
  /** @param by - -1 for the week before, 1 for the next */
  changeWeek: (by: number) => void;
}

/** What a key does that leads nowhere; undefined for keys that do nothing. */
function actOf(
  event: KeyboardEvent,
  { column }: GridPlace,
  acts: GridKeyActs,
): (() => void) | undefined {
  const { key } = event;
  if (key === 'PageUp' || key === 'PageDown') {
    return () => acts.changeWeek(key === 'PageUp' ? -1 : 1);
  }
  if (key === 'Delete' || key === 'Backspace') {
    return acts.clear;
  }
  if (column === 0) {
    return key === 'Enter' ? acts.followLink : undefined;
  }
  if (key === 'Enter' || key === 'F2') {
    return () => acts.edit();
  }
  if (key === 'Escape') {
    return acts.drop;
  }
  if (key === 'e') {
    return acts.openEntries;
  }
  return beginsDuration.test(key) ? () => acts.edit(key) : undefined;
}

/** Handles the keys of the grid for the place that has the focus. */
export function handleGridKey(
  event: KeyboardEvent,
  place: GridPlace,
  size: GridSize,
  acts: GridKeyActs,
): void {
  const isFar = event.ctrlKey || event.metaKey;
  const goal =
    !event.altKey && !event.shiftKey
      ? moveIn(event.key, isFar, place, size)
      : undefined;
  if (goal) {
    event.preventDefault();
    acts.moveTo(goal);
    return;
  }
  const act = event.altKey || isFar ? undefined : actOf(event, place, acts);
  if (act) {
    event.preventDefault();
    act();
  }
}
