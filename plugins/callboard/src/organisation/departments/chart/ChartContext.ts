import { createContext, useContext } from 'react';

/** Navigation over the chart. */
export interface ChartTravel {
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
  arrive: () => void;
}

/** Provides the navigation of the rendered chart. */
export const ChartContext = createContext<ChartTravel | undefined>(undefined);

/** Reads the navigation of the chart. */
export function useChart(): ChartTravel {
  const chart = useContext(ChartContext);
  if (!chart) {
    throw new Error('Only a chart has this');
  }
  return chart;
}
