import {
  DndContext,
  DragOverlay,
  MeasuringStrategy,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
  type Modifier,
} from '@dnd-kit/core';
import { useState, type ReactNode } from 'react';
import { useDepartments } from '../DepartmentsContext';
import { moveProblemOf } from '../model/moveProblemOf';
import { DraggedDepartment } from './DraggedDepartment';
import { parentIdOf } from './dropIds';

/** A click is not a drag, and neither is scrolling with a finger. */
const mouse = { activationConstraint: { distance: 6 } };
const touch = { activationConstraint: { delay: 300, tolerance: 8 } };

/** Rows come and go while the tree scrolls under the pointer. */
const measuring = { droppable: { strategy: MeasuringStrategy.Always } };

/** Who does not see the tree moves with the dialog: nothing to announce. */
const silence = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
};

/** Between the pointer and what hangs on it, which should not hide the target. */
const ASIDE = 16;

const besidePointer: Modifier[] = [
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

/** Where departments can be dragged onto others; asks before one moves. */
export function TreeDragArea(props: { children: ReactNode }) {
  const { index, ask } = useDepartments();
  const [draggedId, setDraggedId] = useState<string>();
  const sensors = useSensors(
    useSensor(MouseSensor, mouse),
    useSensor(TouchSensor, touch),
  );

  function onDragEnd({ active, over }: DragEndEvent) {
    setDraggedId(undefined);
    const id = String(active.id);
    const dragged = index.entries.get(id);
    if (dragged && over) {
      const to = parentIdOf(String(over.id));
      if (!moveProblemOf(index, id, to)) {
        ask({ kind: 'move', department: dragged.node, to });
      }
    }
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      measuring={measuring}
      accessibility={silence}
      onDragStart={({ active }) => setDraggedId(String(active.id))}
      onDragEnd={onDragEnd}
      onDragCancel={() => setDraggedId(undefined)}
    >
      {props.children}
      <DragOverlay dropAnimation={null} modifiers={besidePointer}>
        {draggedId && <DraggedDepartment id={draggedId} />}
      </DragOverlay>
    </DndContext>
  );
}
