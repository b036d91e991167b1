import { createContext, useContext } from 'react';

/** How one moves over the chart. */
export interface ChartTravel {
  /** The department that Tab leads to. */
  activeId: string | undefined;
  setActive: (id: string) => void;
  /** Brings a department into view, with the focus on it. */
  goTo: (id: string) => void;
  /** Shows or hides what is beneath a department, which stays where it is. */
  toggle: (id: string) => void;
  /** The same for all departments at once. */
  toggleAll: (isExpanded: boolean) => void;
  fit: () => void;
  /** What there is to do once the chart is drawn. */
  arrive: () => void;
}

/** Holds how one moves over the chart that is drawn. */
export const ChartContext = createContext<ChartTravel | undefined>(undefined);

/** How one moves over the chart. */
export function useChart(): ChartTravel {
  const chart = useContext(ChartContext);
  if (!chart) {
    throw new Error('Only a chart has this');
  }
  return chart;
}
