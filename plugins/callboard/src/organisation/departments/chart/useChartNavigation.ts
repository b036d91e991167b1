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

export interface ChartNavigation {
  /** The department that is the tab stop. */
  activeId: string | undefined;
  setActive: (id: string) => void;
  /** Scrolls to a department and focuses it. */
  goTo: (id: string) => void;
  /** Expands or collapses a department without moving its card on the screen. */
  toggle: (id: string) => void;
  setAllExpanded: (isExpanded: boolean) => void;
  fit: () => void;
  /** Shows the selected department, else the first search result, else the whole chart. */
  initialiseViewport: () => void;
}

export const ChartContext = createContext<ChartNavigation | undefined>(
  undefined,
);

export const useChart = (): ChartNavigation => useContext(ChartContext)!;

/** Returns the duration of the chart's animations; 0 if the person prefers reduced motion. */
function getAnimationMs(): number {
  const prefersReducedMotion = window.matchMedia?.(
    '(prefers-reduced-motion: reduce)',
  ).matches;
  return prefersReducedMotion ? 0 : 250;
}

/** The minimum zoom at which cards are legible. */
const LEGIBLE_ZOOM = 0.8;

type ScrollToDepartment = (id: string, options: { withFocus: boolean }) => void;

/** Returns a function that expands a department's ancestors and scrolls to the department. */
function useScrollToDepartment(layout: ChartGeometry): ScrollToDepartment {
  const { getZoom, setCenter } = useReactFlow();
  const { index, expansion } = useDepartments();
  const [target, setTarget] = useState<{ id: string; withFocus: boolean }>();

  useEffect(() => {
    const position = target && layout.positions.get(target.id);
    if (!position) {
      return;
    }
    setTarget(undefined);
    setCenter(position.x + CARD.width / 2, position.y + CARD.height / 2, {
      zoom: Math.max(getZoom(), LEGIBLE_ZOOM),
      duration: getAnimationMs(),
    });
    if (target.withFocus) {
      focusWhenRendered(`[data-card="${target.id}"]`);
    }
  }, [target, layout, getZoom, setCenter]);

  return useCallback<ScrollToDepartment>(
    (id, { withFocus }) => {
      const ancestors = index.entries.get(id)?.path.slice(0, -1) ?? [];
      const collapsed = ancestors.filter(
        ancestor => !expansion.isExpanded(ancestor.id),
      );
      if (collapsed.length > 0) {
        expansion.setExpanded(
          collapsed.map(ancestor => ancestor.id),
          true,
        );
      }
      setTarget({ id, withFocus });
    },
    [index, expansion],
  );
}

/**
 * Keeps a department at its position on the screen while the layout changes.
 *
 * @returns a function to call with the department's id before the layout changes
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
 * Scrolls to the selected department if its card is partly left or right of the chart. The chart
 * becomes narrower when the pane opens.
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
        duration: getAnimationMs(),
      });
    }
    // The effect does not run when the layout changes, because the viewport should then stay.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId, width]);
}

const FIT = { padding: 0.1, maxZoom: 1 };

/** Limits the initial zoom, so that the cards of a large chart do not become tiny. */
const INITIAL_FIT = { ...FIT, minZoom: 0.3 };

/** Lets the search field move the focus to the next result. Returns the id of the first result. */
function useSearchResults(options: {
  resultsHandle: RefObject<SearchResultsHandle>;
  activeId: string | undefined;
  scrollTo: ScrollToDepartment;
  goTo: (id: string) => void;
}): string | undefined {
  const { resultsHandle, activeId, scrollTo, goTo } = options;
  const { matches } = useDepartments();
  useImperativeHandle(
    resultsHandle,
    () => ({
      focusMatch: () => {
        const foundIds = [...(matches?.found ?? [])];
        const nextIndex = foundIds.indexOf(activeId ?? '') + 1;
        const nextId = foundIds[nextIndex % foundIds.length];
        if (nextId) {
          goTo(nextId);
        }
      },
    }),
    [matches, activeId, goTo],
  );
  const [firstId] = matches?.found ?? [];
  // Shows the first result while the person still types.
  useEffect(() => {
    if (firstId) {
      scrollTo(firstId, { withFocus: false });
    }
    // The effect runs when the results change, and not when the layout changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [firstId]);
  return firstId;
}

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
      scrollTo(id, { withFocus: true });
    },
    [scrollTo],
  );
  const firstFoundId = useSearchResults({
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
      fitView({ ...FIT, duration: getAnimationMs() });
    };
    return {
      activeId,
      setActive,
      goTo,
      toggle: id => {
        anchorTo(id);
        expansion.setExpanded([id], !expansion.isExpanded(id));
      },
      setAllExpanded: isExpanded => {
        anchorTo(activeId);
        expansion.setAllExpanded(isExpanded);
        if (!isExpanded) {
          // The next frame has the collapsed layout.
          requestAnimationFrame(fit);
        }
      },
      fit,
      initialiseViewport: () => {
        const initialId = selectedId ?? firstFoundId;
        if (initialId) {
          scrollTo(initialId, { withFocus: false });
        } else {
          fitView(INITIAL_FIT);
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
    firstFoundId,
    scrollTo,
  ]);
}
