import { DragArea } from '@callboard/plugin-callboard-react';
import type { DragEndEvent, Modifier } from '@dnd-kit/core';
import type { ReactNode } from 'react';
import { useDepartments } from '../DepartmentsContext';
import { findMoveProblem } from '../model/findMoveProblem';
import { DraggedDepartment } from './DraggedDepartment';
import { toParentId } from './dropIds';

/** The distance between the pointer and the overlay, which must not hide the target. */
const ASIDE = 16;

const followPointer: Modifier[] = [
  ({ activatorEvent, draggingNodeRect, transform }) => {
    const { touches } = (activatorEvent ?? {}) as Partial<TouchEvent>;
    const pointer = touches?.[0] ?? (activatorEvent as MouseEvent | null);
    return pointer && draggingNodeRect
      ? {
          ...transform,
          x: transform.x + pointer.clientX - draggingNodeRect.left + ASIDE,
          y: transform.y + pointer.clientY - draggingNodeRect.top + ASIDE,
        }
      : transform;
  },
];

/** Lets people drag departments onto others; a dialog confirms the move. */
export function TreeDragArea(props: { children: ReactNode }) {
  const { index, ask } = useDepartments();

  function onDrop({ active, over }: DragEndEvent) {
    const id = String(active.id);
    const dragged = index.entries.get(id);
    if (dragged && over) {
      const to = toParentId(String(over.id));
      if (!findMoveProblem(index, id, to)) {
        ask({ kind: 'move', department: dragged.node, to });
      }
    }
  }

  return (
    <DragArea
      overlay={({ id }) => <DraggedDepartment id={String(id)} />}
      modifiers={followPointer}
      onDrop={onDrop}
    >
      {props.children}
    </DragArea>
  );
}
