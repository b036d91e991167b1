import { foldText } from '../../database/foldText';
import { isId } from '../../http/cursor';
import { DepartmentRow } from './DepartmentRow';

/** Where a list of departments goes on. */
export type DepartmentPosition = [
  sort_order: number,
  sort_name: string,
  id: string,
];

/** Where a list goes on behind a department. */
export function positionOf(department: DepartmentRow): DepartmentPosition {
  const { sort_order, name, id } = department;
  return [sort_order, foldText(name), id];
}

/** Whether a cursor's content is a position of this list. */
export function isPosition(position: unknown): position is DepartmentPosition {
  return (
    Array.isArray(position) &&
    position.length === 3 &&
    typeof position[0] === 'number' &&
    typeof position[1] === 'string' &&
    isId(position[2])
  );
}
