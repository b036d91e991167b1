import {
  projectOverviewOrder,
  type ProjectOverviewOrder,
} from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';

const parameters = ['show', 'q', 'order', 'archived'] as const;

/** The default order of the list. */
const DEFAULT_ORDER: ProjectOverviewOrder = '-last_changed_at';

/** The state of a list of projects in the URL. */
export interface ProjectsUrl {
  isMine: boolean;
  search: string | undefined;
  order: ProjectOverviewOrder;
  isArchived: boolean;
  /** Whether filters hide projects. */
  isFiltered: boolean;
  setMine: (isMine: boolean) => void;
  setSearch: (text: string | undefined) => void;
  setOrder: (order: ProjectOverviewOrder) => void;
  setArchived: (isArchived: boolean) => void;
  clear: () => void;
}

/** Returns the filters and the order of projects. */
export function useProjectsUrl(): ProjectsUrl {
  const [{ show, q, order, archived }, set] = useUrlState(parameters);
  const parsed = projectOverviewOrder.safeParse(order);
  return {
    isMine: show === 'mine',
    search: q,
    order: parsed.success ? parsed.data : DEFAULT_ORDER,
    isArchived: archived === 'true',
    isFiltered: q !== undefined || archived === 'true',
    setMine: isMine => set({ show: isMine ? 'mine' : undefined }),
    setSearch: text => set({ q: text }),
    setOrder: value =>
      set({ order: value === DEFAULT_ORDER ? undefined : value }),
    setArchived: isArchived =>
      set({ archived: isArchived ? 'true' : undefined }),
    clear: () => set({ q: undefined, archived: undefined }),
  };
}
