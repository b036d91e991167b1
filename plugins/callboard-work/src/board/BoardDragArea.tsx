import type { WorkItem } from '@callboard/plugin-callboard-common';
import { DragArea } from '@callboard/plugin-callboard-react';
import type { Active, DragMoveEvent } from '@dnd-kit/core';
import Paper from '@mui/material/Paper';
import {
  useState,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
} from 'react';
import { CardFace } from './BoardCard';
import type { ColumnHandle, BoardPosition } from './BoardContext';

/**
 * Returns a function that gets the vertical position of the pointer in the window during a drag.
 * The distance that dnd-kit reports includes scrolling, so the function uses the distance only until
 * the first `pointermove` event.
 */
function usePointerY(
  isDragging: boolean,
): (event: Pick<DragMoveEvent, 'activatorEvent' | 'delta'>) => number {
  const latest = useRef<number>();
  useEffect(() => {
    if (!isDragging) {
      return undefined;
    }
    const recordY = ({ clientY }: PointerEvent) => {
      latest.current = clientY;
    };
    window.addEventListener('pointermove', recordY);
    return () => {
      window.removeEventListener('pointermove', recordY);
      latest.current = undefined;
    };
  }, [isDragging]);
  return useCallback(({ activatorEvent, delta }) => {
    const { touches } = activatorEvent as Partial<TouchEvent>;
    const start = touches?.[0] ?? (activatorEvent as MouseEvent);
    return latest.current ?? start.clientY + delta.y;
  }, []);
}

const getDraggedItem = (active: Active) =>
  active.data.current?.item as WorkItem | undefined;

function DraggedCard(props: { item: WorkItem | undefined }) {
  return props.item ? (
    <Paper elevation={6} sx={{ cursor: 'grabbing' }}>
      <CardFace item={props.item} />
    </Paper>
  ) : null;
}

export function BoardDragArea(props: {
  columns: RefObject<Map<string, ColumnHandle>>;
  onTarget: (position: BoardPosition | undefined) => void;
  onDrop: (item: WorkItem, position: BoardPosition) => void;
  children: ReactNode;
}) {
  const { columns, onTarget, onDrop } = props;
  const [isDragging, setDragging] = useState(false);
  const getPointerY = usePointerY(isDragging);
  const findPosition = (event: DragMoveEvent): BoardPosition | undefined => {
    const stateId = event.over && String(event.over.id);
    const column = stateId ? columns.current?.get(stateId) : undefined;
    return stateId
      ? { stateId, index: column?.findDropIndex(getPointerY(event)) ?? 0 }
      : undefined;
  };
  return (
    <DragArea
      overlay={active => <DraggedCard item={getDraggedItem(active)} />}
      onStart={() => setDragging(true)}
      onMove={event => onTarget(findPosition(event))}
      onDrop={event => {
        const item = getDraggedItem(event.active);
        const position = findPosition(event);
        if (item && position) {
          onDrop(item, position);
        }
      }}
      onEnd={() => {
        setDragging(false);
        onTarget(undefined);
      }}
    >
      {props.children}
    </DragArea>
  );
}
