import { useReactFlow, useStore } from '@xyflow/react';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
  type RefObject,
  useLayoutEffect,
  useRef,
} from 'react';
import { useDepartments } from '../DepartmentsContext';
import { focusWhenDrawn } from '../focusWhenDrawn';
import {
  type ChartGeometry,
  type ChartPosition,
  CARD,
} from '../model/layoutChart';
import type { SearchTarget } from '../SearchTarget';
import type { ChartTravel } from './ChartContext';

/** The duration of the chart's animations; 0 if the person prefers reduced motion. */
function getAnimationDuration(): number {
  const isUnwanted = window.matchMedia?.(
    '(prefers-reduced-motion: reduce)',
  ).matches;
  return isUnwanted ? 0 : 250;
}

/** Cards are legible at this zoom. */
const LEGIBLE = 0.8;

/** Scrolls to departments, including collapsed ones. */
function useGoing(
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

/**
 * Keeps a department at its position on the screen while the layout changes.
 *
 * @returns a function to call with the department before the change
 */
function useAnchor(layout: ChartGeometry): (id: string | undefined) => void {
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

/** Scrolls to the selected department if the pane has taken its space. */
function useReveal(
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

const FIT = { padding: 0.1, maxZoom: 1 };

/** At first, legible cards matter more than an overview. */
const FIT_AT_FIRST = { ...FIT, minZoom: 0.3 };

/** Moves from one search result to the next. */
function useFinding(options: {
  target: RefObject<SearchTarget>;
  activeId: string | undefined;
  go: (id: string, withFocus: boolean) => void;
  goTo: (id: string) => void;
}): string | undefined {
  const { target, activeId, go, goTo } = options;
  const { matches } = useDepartments();
  useImperativeHandle(
    target,
    () => ({
      focusMatch: () => {
        const found = [...(matches?.found ?? [])];
        const next = found[(found.indexOf(activeId ?? '') + 1) % found.length];
        if (next) {
          goTo(next);
        }
      },
    }),
    [matches, activeId, goTo],
  );
  const [first] = matches?.found ?? [];
  // Show the first result while the person still types.
  useEffect(() => {
    if (first) {
      go(first, false);
    }
    // Runs when the results change, not when the layout does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [first]);
  return first;
}

/** Provides the navigation over a chart. */
export function useChartTravel(options: {
  layout: ChartGeometry;
  target: RefObject<SearchTarget>;
}): ChartTravel {
  const { layout, target } = options;
  const { index, expansion, url } = useDepartments();
  const { selectedId } = url;
  const { fitView } = useReactFlow();
  const [chosenId, setActive] = useState<string>();
  const anchorTo = useAnchor(layout);
  useReveal(layout, selectedId);
  const go = useGoing(layout);
  const goTo = useCallback(
    (id: string) => {
      setActive(id);
      go(id, true);
    },
    [go],
  );
  const firstFound = useFinding({ target, activeId: chosenId, go, goTo });
  const activeId = [chosenId, selectedId, index.items[0]?.id].find(
    id => id !== undefined && layout.positions.has(id),
  );

  return useMemo(() => {
    const fit = () => {
      fitView({ ...FIT, duration: getAnimationDuration() });
    };
    return {
      activeId,
      setActive,
      goTo,
      toggle: id => {
        anchorTo(id);
        expansion.set([id], !expansion.isExpanded(id));
      },
      toggleAll: isExpanded => {
        anchorTo(activeId);
        expansion.setAll(isExpanded);
        if (!isExpanded) {
          requestAnimationFrame(fit);
        }
      },
      fit,
      arrive: () => {
        const first = selectedId ?? firstFound;
        if (first) {
          go(first, false);
        } else {
          fitView(FIT_AT_FIRST);
        }
      },
    };
  }, [
    activeId,
    goTo,
    anchorTo,
    expansion,
    fitView,
    selectedId,
    firstFound,
    go,
  ]);
}
