import { useUrlState } from '@callboard/plugin-callboard-react';

const parameters = ['show', 'q'] as const;

/** The lists of dashboards to choose from. */
export const shownDashboards = [
  'all',
  'favourites',
  'shared',
  'private',
] as const;

export type ShownDashboards = (typeof shownDashboards)[number];

/** The state of a list of dashboards in the address. */
export interface DashboardsUrl {
  show: ShownDashboards;
  search: string | undefined;
  /** Whether dashboards are hidden. */
  isFiltered: boolean;
  setShow: (show: ShownDashboards) => void;
  setSearch: (text: string | undefined) => void;
  clear: () => void;
}

/** Which dashboards are shown. */
export function useDashboardsUrl(): DashboardsUrl {
  const [{ show: requested, q }, set] = useUrlState(parameters);
  const show = shownDashboards.find(one => one === requested) ?? 'all';
  return {
    show,
    search: q,
    isFiltered: show !== 'all' || q !== undefined,
    setShow: value => set({ show: value === 'all' ? undefined : value }),
    setSearch: text => set({ q: text }),
    clear: () => set({ show: undefined, q: undefined }),
  };
}
