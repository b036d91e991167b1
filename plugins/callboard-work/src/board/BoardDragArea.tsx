import type { WorkItem } from '@callboard/plugin-callboard-common';
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
  type DragMoveEvent,
} from '@dnd-kit/core';
import Paper from '@mui/material/Paper';
import { useState, type ReactNode, type RefObject } from 'react';
import { CardFace } from './CardFace';
import type { ColumnHandle } from './ColumnHandle';
import type { Place } from './Place';
import { usePointerHeight } from './usePointerHeight';

/** A click is not a drag, and neither is scrolling with a finger. */
const mouse = { activationConstraint: { distance: 6 } };
const touch = { activationConstraint: { delay: 300, tolerance: 8 } };

const measuring = { droppable: { strategy: MeasuringStrategy.Always } };

/** Who does not see the board moves cards by keys, which say what they did. */
const silence = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
};

const itemOf = ({ active }: Pick<DragEndEvent, 'active'>) =>
  active.data.current?.item as WorkItem | undefined;

/** Where cards can be dragged between and within columns. */
export function BoardDragArea(props: {
  columns: RefObject<Map<string, ColumnHandle>>;
  onTarget: (place: Place | undefined) => void;
  onDrop: (item: WorkItem, place: Place) => void;
  children: ReactNode;
}) {
  const { columns, onTarget, onDrop } = props;
  const [dragged, setDragged] = useState<WorkItem>();
  const heightOf = usePointerHeight(dragged !== undefined);
  const sensors = useSensors(
    useSensor(MouseSensor, mouse),
    useSensor(TouchSensor, touch),
  );
  const placeOf = (event: DragMoveEvent): Place | undefined => {
    const stateId = event.over && String(event.over.id);
    const column = stateId ? columns.current?.get(stateId) : undefined;
    return stateId
      ? { stateId, index: column?.placeAt(heightOf(event)) ?? 0 }
      : undefined;
  };
  const end = () => {
    setDragged(undefined);
    onTarget(undefined);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      measuring={measuring}
      accessibility={silence}
      onDragStart={event => setDragged(itemOf(event))}
      onDragMove={event => onTarget(placeOf(event))}
      onDragEnd={event => {
        const item = itemOf(event);
        const place = placeOf(event);
        end();
        if (item && place) {
          onDrop(item, place);
        }
      }}
      onDragCancel={end}
    >
      {props.children}
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <Paper elevation={6} sx={{ cursor: 'grabbing' }}>
            <CardFace item={dragged} />
          </Paper>
        )}
      </DragOverlay>
    </DndContext>
  );
}
