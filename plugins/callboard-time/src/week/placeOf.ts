import type { GridPlace } from './GridPlace';

/** The place of the grid that an event is about; undefined for all else in it. */
export function placeOf(target: EventTarget): GridPlace | undefined {
  const cell = (target as Element).closest<HTMLTableCellElement>('[data-cell]');
  const row = cell?.closest('tr');
  return cell && row
    ? { row: row.sectionRowIndex, column: cell.cellIndex }
    : undefined;
}
