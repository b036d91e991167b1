import type { DragMoveEvent } from '@dnd-kit/core';
import { useCallback, useEffect, useRef } from 'react';

/**
 * Returns the pointer's height in the window during a drag. The library includes scrolling in the
 * distance, but not in the position.
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
