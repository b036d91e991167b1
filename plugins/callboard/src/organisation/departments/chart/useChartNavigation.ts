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
  createContext,
  useContext,
} from 'react';
import {
  useDepartments,
  type SearchResultsHandle,
  focusWhenRendered,
} from '../DepartmentsContext';
import { type ChartGeometry, type ChartPosition, CARD } from './layoutChart';

/** The navigation in the chart. */
export interface ChartNavigation {
  /** The department that is the tab stop. */
  activeId: string | undefined;
  setActive: (id: string) => void;
  /** Scrolls to a department and focuses it. */
  goTo: (id: string) => void;
  /** Expands or collapses a department, which keeps its position on the screen. */
  toggle: (id: string) => void;
  /** Expands or collapses all departments. */
  toggleAll: (isExpanded: boolean) => void;
  fit: () => void;
  /** Sets the initial viewport: the selected or first found department, or the whole chart. */
  initialiseViewport: () => void;
}

/** Provides the navigation of the rendered chart. */
export const ChartContext = createContext<ChartNavigation | undefined>(
  undefined,
);

/** Reads the navigation of the chart. */
export function useChart(): ChartNavigation {
  const chart = useContext(ChartContext);
  if (!chart) {
    throw new Error('useChart must be used in a chart');
  }
  return chart;
}

/** The duration of the chart's animations; 0 if the person prefers reduced motion. */
function getAnimationDuration(): number {
  const prefersReducedMotion = window.matchMedia?.(
    '(prefers-reduced-motion: reduce)',
  ).matches;
  return prefersReducedMotion ? 0 : 250;
}

/** The minimum zoom at which cards are legible. */
const LEGIBLE_ZOOM = 0.8;

/** Scrolls to departments, including collapsed ones. */
function useScrollToDepartment(
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
      zoom: Math.max(getZoom(), LEGIBLE_ZOOM),
      duration: getAnimationDuration(),
    });
    if (goal.withFocus) {
      focusWhenRendered(`[data-card="${goal.id}"]`);
    }
  }, [goal, layout, getZoom, setCenter]);

  return useCallback(
    (id: string, withFocus: boolean) => {
      const ancestors = index.entries.get(id)?.path.slice(0, -1) ?? [];
      const collapsed = ancestors.filter(
        ancestor => !expansion.isExpanded(ancestor.id),
      );
      if (collapsed.length > 0) {
        expansion.set(
          collapsed.map(ancestor => ancestor.id),
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

/**
 * Scrolls to the selected department if it is outside the width that the pane leaves to the chart.
 */
function useScrollToSelected(
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
    // Does not run when the layout changes, because the viewport should stay then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId, width]);
}

const FIT = { padding: 0.1, maxZoom: 1 };

/** The initial zoom has a minimum, because legible cards then matter more than an overview. */
const FIT_AT_FIRST = { ...FIT, minZoom: 0.3 };

/** Moves from one search result to the next, and returns the first one. */
function useSearchResults(options: {
  resultsHandle: RefObject<SearchResultsHandle>;
  activeId: string | undefined;
  scrollTo: (id: string, withFocus: boolean) => void;
  goTo: (id: string) => void;
}): string | undefined {
  const { resultsHandle, activeId, scrollTo, goTo } = options;
  const { matches } = useDepartments();
  useImperativeHandle(
    resultsHandle,
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
  // Shows the first result while the person still types.
  useEffect(() => {
    if (first) {
      scrollTo(first, false);
    }
    // Runs when the results change, not when the layout does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [first]);
  return first;
}

/** Returns the navigation in a chart. */
export function useChartNavigation(options: {
  layout: ChartGeometry;
  resultsHandle: RefObject<SearchResultsHandle>;
}): ChartNavigation {
  const { layout, resultsHandle } = options;
  const { index, expansion, urlState } = useDepartments();
  const { selectedId } = urlState;
  const { fitView } = useReactFlow();
  const [focusedId, setActive] = useState<string>();
  const anchorTo = useAnchor(layout);
  useScrollToSelected(layout, selectedId);
  const scrollTo = useScrollToDepartment(layout);
  const goTo = useCallback(
    (id: string) => {
      setActive(id);
      scrollTo(id, true);
    },
    [scrollTo],
  );
  const firstFound = useSearchResults({
    resultsHandle,
    activeId: focusedId,
    scrollTo,
    goTo,
  });
  const activeId = [focusedId, selectedId, index.items[0]?.id].find(
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
      initialiseViewport: () => {
        const first = selectedId ?? firstFound;
        if (first) {
          scrollTo(first, false);
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
    scrollTo,
  ]);
}
