import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useState } from 'react';
import { useDepartments } from '../DepartmentsContext';
import { focusWhenDrawn } from '../focusWhenDrawn';
import { CARD, type ChartGeometry } from '../model/layoutChart';
import { getAnimationDuration } from './getAnimationDuration';

/** Cards are legible at this zoom. */
const LEGIBLE = 0.8;

/** Scrolls to departments, including collapsed ones. */
export function useGoing(
  layout: ChartGeometry,
): (id: string, withFocus: boolean) => void {
  const { getZoom, setCenter } = useReactFlow();
  const { index, expansion } = useDepartments();
  const [goal, setGoal] = useState<{ id: string; withFocus: boolean }>();

  useEffect(() => {
    const position = goal && layout.positions.get(goal.id);
    if (!position) {
      return;
    }
    setGoal(undefined);
    setCenter(position.x + CARD.width / 2, position.y + CARD.height / 2, {
      zoom: Math.max(getZoom(), LEGIBLE),
      duration: getAnimationDuration(),
    });
    if (goal.withFocus) {
      focusWhenDrawn(`[data-card="${goal.id}"]`);
    }
  }, [goal, layout, getZoom, setCenter]);

  return useCallback(
    (id: string, withFocus: boolean) => {
      const way = index.entries.get(id)?.path.slice(0, -1) ?? [];
      const folded = way.filter(above => !expansion.isExpanded(above.id));
      if (folded.length > 0) {
        expansion.set(
          folded.map(above => above.id),
          true,
        );
      }
      setGoal({ id, withFocus });
    },
    [index, expansion],
  );
}
