import {
  DndContext,
  DragOverlay,
  MeasuringStrategy,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
  type Active,
  type DragEndEvent,
  type DragMoveEvent,
  type Modifiers,
} from '@dnd-kit/core';
import { useState, type ReactNode } from 'react';

/** A click is not a drag, and neither is scrolling with a finger. */
const mouse = { activationConstraint: { distance: 6 } };
const touch = { activationConstraint: { delay: 300, tolerance: 8 } };

/** What can be dropped on comes and goes while lists scroll under the pointer. */
const measuring = { droppable: { strategy: MeasuringStrategy.Always } };

/**
 * People who do not see the page move things with the keyboard, so there is
 * nothing to announce.
 */
const silence = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
};

/**
 * Where things can be dragged, with the mouse or a finger. For the keyboard
 * there must be another way to move them.
 *
 * @public
 */
export function DragArea(props: {
  /** What hangs on the pointer. */
  overlay: (dragged: Active) => ReactNode;
  /** Where that hangs; where it was taken from unless told. */
  modifiers?: Modifiers;
  onStart?: () => void;
  onMove?: (event: DragMoveEvent) => void;
  /** It was let go, perhaps where nothing takes it. */
  onDrop: (event: DragEndEvent) => void;
  /** The drag is over, by a drop or because it was given up. */
  onEnd?: () => void;
  children: ReactNode;
}) {
  const { onStart, onDrop, onEnd } = props;
  const [dragged, setDragged] = useState<Active>();
  const sensors = useSensors(
    useSensor(MouseSensor, mouse),
    useSensor(TouchSensor, touch),
  );
  const end = () => {
    setDragged(undefined);
    onEnd?.();
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      measuring={measuring}
      accessibility={silence}
      onDragStart={({ active }) => {
        setDragged(active);
        onStart?.();
      }}
      onDragMove={props.onMove}
      onDragEnd={event => {
        end();
        onDrop(event);
      }}
      onDragCancel={end}
    >
      {props.children}
      <DragOverlay dropAnimation={null} modifiers={props.modifiers}>
        {dragged && props.overlay(dragged)}
      </DragOverlay>
    </DndContext>
  );
}
