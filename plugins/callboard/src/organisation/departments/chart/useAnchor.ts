import { useReactFlow } from '@xyflow/react';
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { ChartGeometry, ChartPosition } from '../model/layoutChart';

/**
 * Keeps a department at its position on the screen while the layout changes.
 *
 * @returns a function to call with the department before the change
 */
export function useAnchor(
  layout: ChartGeometry,
): (id: string | undefined) => void {
  const { getViewport, setViewport } = useReactFlow();
  const anchor = useRef<ChartPosition>();
  useLayoutEffect(() => {
    const before = anchor.current;
    const after = before && layout.positions.get(before.id);
    anchor.current = undefined;
    if (before && after) {
      const { x, y, zoom } = getViewport();
      setViewport({
        x: x + (before.x - after.x) * zoom,
        y: y + (before.y - after.y) * zoom,
        zoom,
      });
    }
  }, [layout, getViewport, setViewport]);
  return useCallback(
    (id: string | undefined) => {
      anchor.current = layout.positions.get(id ?? '');
    },
    [layout],
  );
}
