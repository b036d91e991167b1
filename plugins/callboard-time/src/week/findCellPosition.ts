import type { CellPosition } from './CellPosition';

/** The grid position of an event's target; undefined outside the cells. */
export function findCellPosition(
  target: EventTarget,
): CellPosition | undefined {
  const cell = (target as Element).closest<HTMLTableCellElement>('[data-cell]');
  const row = cell?.closest('tr');
  return cell && row
    ? { row: row.sectionRowIndex, column: cell.cellIndex }
    : undefined;
}
