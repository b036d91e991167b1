import {
  type DepartmentNode,
  MAX_DEPARTMENT_LEVEL,
} from '@callboard/plugin-callboard-common';
import {
  type OwnWorkspace,
  departmentSectionsApiRef,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import {
  createContext,
  useContext,
  useMemo,
  useCallback,
  useEffect,
  useState,
} from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import type { Theme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { DepartmentIndex } from './useDepartmentTree';
import type { TreeMatches } from './treeRows';

/** The number of frames to wait for an element: about a second. */
const MAX_FRAMES = 60;

export function focusWhenRendered(
  selector: string,
  framesLeft: number = MAX_FRAMES,
): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element) {
    element.focus({ preventScroll: true });
  } else if (framesLeft > 0) {
    requestAnimationFrame(() => focusWhenRendered(selector, framesLeft - 1));
  }
}

/** Focuses a department, by default the first, in the tree or chart as soon as it is rendered. */
export function focusDepartment(id: string | undefined): void {
  focusWhenRendered(
    id === undefined
      ? '[data-card], [role=treeitem]'
      : `[data-card="${id}"], [role=treeitem][data-id="${id}"]`,
  );
}

/** Lets the search field move the focus to the results in the tree or the chart. */
export interface SearchResultsHandle {
  /** Focuses the first result in the tree, or the next result in the chart. */
  focusMatch: () => void;
}

/** Whether the window is too narrow for two panes. */
export function useIsNarrow(): boolean {
  return useMediaQuery((theme: Theme) => theme.breakpoints.down('md'), {
    noSsr: true,
  });
}

/** Departments down to this level are visible at first, regardless of their number. */
const MIN_LEVELS = 2;

/** Returns how many levels fit on the screen, at least `MIN_LEVELS`. */
function computeShownLevels(
  { entries }: DepartmentIndex,
  maxDepartments: number,
): number {
  const levels = [...entries.values()].map(({ path }) => path.length);
  const canShowLevels = (count: number) =>
    levels.filter(level => level <= count).length <= maxDepartments;
  let shownLevels = MIN_LEVELS;
  while (shownLevels < MAX_DEPARTMENT_LEVEL && canShowLevels(shownLevels + 1)) {
    shownLevels += 1;
  }
  return shownLevels;
}

/**
 * Stores the expanded departments. Selecting a department expands its ancestors.
 *
 * @param maxVisible - the number of departments that fit on the screen
 */
export function useExpansion(
  index: DepartmentIndex,
  selectedId: string | undefined,
  maxVisible: number,
) {
  const { entries } = index;
  /** Departments that were expanded (true) or collapsed (false). The level decides about others. */
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());

  const setExpanded = useCallback(
    (ids: readonly string[], isExpanded: boolean) =>
      setChosen(
        old => new Map([...old, ...ids.map(id => [id, isExpanded] as const)]),
      ),
    [],
  );

  // The ids are joined into one string, so that the effect runs only when the path changes.
  const ancestors =
    (selectedId && entries.get(selectedId)?.path.slice(0, -1)) || [];
  const ancestorIds = ancestors.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (ancestorIds) {
      setExpanded(ancestorIds.split(' '), true);
    }
  }, [ancestorIds, selectedId, setExpanded]);

  const levels = useMemo(
    () => computeShownLevels(index, maxVisible),
    [index, maxVisible],
  );
  return useMemo(
    () => ({
      isExpanded: (id: string) =>
        chosen.get(id) ?? (entries.get(id)?.path.length ?? 0) < levels,
      setExpanded,
      setAllExpanded: (isExpanded: boolean) =>
        setExpanded([...entries.keys()], isExpanded),
    }),
    [chosen, entries, levels, setExpanded],
  );
}

/** The parts of a department's pane. `totals` exists only if other plugins add sections. */
const departmentParts = ['people', 'access', 'totals', 'history'] as const;

export type DepartmentPart = (typeof departmentParts)[number];

const URL_PARAMETERS = ['department', 'view', 'q', 'part'] as const;

export type DepartmentsLayout = 'tree' | 'chart';

export function useDepartmentsUrlState() {
  const [state, setState] = useUrlState(URL_PARAMETERS);
  const addedSections = useApiHolder().get(departmentSectionsApiRef)?.sections;
  return useMemo(() => {
    const parts = departmentParts.filter(
      part => part !== 'totals' || addedSections?.length,
    );
    return {
      selectedId: state.department,
      layout: (state.view === 'chart' ? 'chart' : 'tree') as DepartmentsLayout,
      search: state.q,
      part: parts.find(part => part === state.part) ?? 'people',
      /** The parts that are available in this portal. */
      parts,
      select: (id: string | undefined) => setState({ department: id }),
      setLayout: (layout: DepartmentsLayout) =>
        setState({ view: layout === 'tree' ? undefined : layout }),
      setSearch: (text: string | undefined) =>
        setState({ q: text }, { replace: true }),
      setPart: (part: DepartmentPart) =>
        setState({ part: part === 'people' ? undefined : part }),
    };
  }, [state, setState, addedSections]);
}

export type DepartmentDialog =
  | { kind: 'create'; parentId: string | null }
  | { kind: 'edit' | 'delete'; department: DepartmentNode }
  | {
      kind: 'move';
      department: DepartmentNode;
      /** The drop target, null for the top level; absent if the dialog asks for the target. */
      to?: string | null;
    };

export interface DepartmentsPage {
  workspace: OwnWorkspace;
  index: DepartmentIndex;
  canEdit: boolean;
  urlState: ReturnType<typeof useDepartmentsUrlState>;
  expansion: ReturnType<typeof useExpansion>;
  /** The search results; undefined without a search. */
  matches: TreeMatches | undefined;
  openDialog: (dialog: DepartmentDialog) => void;
}

export const DepartmentsContext = createContext<DepartmentsPage | undefined>(
  undefined,
);

export const useDepartments = (): DepartmentsPage =>
  useContext(DepartmentsContext)!;
