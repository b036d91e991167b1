import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { CARD, type ChartGeometry } from '../model/layoutChart';
import { getAnimationDuration } from './getAnimationDuration';

/** Scrolls to the selected department if the pane has taken its space. */
export function useReveal(
  layout: ChartGeometry,
  selectedId: string | undefined,
): void {
  const { getViewport, setCenter } = useReactFlow();
  const width = useStore(store => store.width);
  useEffect(() => {
    const position = layout.positions.get(selectedId ?? '');
    if (!position) {
      return;
    }
    const { x, zoom } = getViewport();
    const left = position.x * zoom + x;
    if (left < 0 || left + CARD.width * zoom > width) {
      setCenter(position.x + CARD.width / 2, position.y + CARD.height / 2, {
        zoom,
        duration: getAnimationDuration(),
      });
    }
    // Not when the layout changes: the viewport should stay then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId, width]);
}
