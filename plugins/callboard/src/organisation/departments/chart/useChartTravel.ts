import { useReactFlow } from '@xyflow/react';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
  type RefObject,
} from 'react';
import { useDepartments } from '../DepartmentsContext';
import type { ChartGeometry } from '../model/layoutChart';
import type { SearchTarget } from '../SearchTarget';
import { getAnimationDuration } from './getAnimationDuration';
import type { ChartTravel } from './ChartContext';
import { useAnchor } from './useAnchor';
import { useGoing } from './useGoing';
import { useReveal } from './useReveal';

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
