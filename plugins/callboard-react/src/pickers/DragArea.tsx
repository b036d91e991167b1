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

/** Thresholds that distinguish a drag from a click, and from scrolling with a finger. */
const mouse = { activationConstraint: { distance: 6 } };
const touch = { activationConstraint: { delay: 300, tolerance: 8 } };

/** Measures drop targets continuously, because lists that scroll under the pointer move them. */
const measuring = { droppable: { strategy: MeasuringStrategy.Always } };

/** Screen reader users move items with the keyboard, so drags are not announced. */
const noAnnouncements = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
};

/**
 * An area in which items can be dragged with the mouse or a finger, but not with the keyboard. The
 * content must offer keyboard users another way to move the items.
 *
 * @public
 */
export function DragArea(props: {
  overlay: (dragged: Active) => ReactNode;
  /** Positions the overlay; by default, it starts at the dragged item. */
  modifiers?: Modifiers;
  onStart?: () => void;
  onMove?: (event: DragMoveEvent) => void;
  /** Called when the item is released, even outside all drop targets. */
  onDrop: (event: DragEndEvent) => void;
  /** Called when the drag ends, by a drop or by cancellation. */
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
      accessibility={noAnnouncements}
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
