import type { DragMoveEvent } from '@dnd-kit/core';
import { useCallback, useEffect, useRef } from 'react';

/**
 * How far down the window the pointer is while something is dragged: the way
 * it has gone is told with what was scrolled meanwhile, its place is not.
 */
export function usePointerHeight(
  isDragging: boolean,
): (event: Pick<DragMoveEvent, 'activatorEvent' | 'delta'>) => number {
  const latest = useRef<number>();
  useEffect(() => {
    if (!isDragging) {
      return undefined;
    }
    const note = ({ clientY }: PointerEvent) => {
      latest.current = clientY;
    };
    window.addEventListener('pointermove', note);
    return () => {
      window.removeEventListener('pointermove', note);
      latest.current = undefined;
    };
  }, [isDragging]);
  return useCallback(({ activatorEvent, delta }) => {
    const { touches } = activatorEvent as Partial<TouchEvent>;
    const start = touches?.[0] ?? (activatorEvent as MouseEvent);
    return latest.current ?? start.clientY + delta.y;
  }, []);
}
