import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  departmentSectionsApiRef,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { departmentParts, type DepartmentPart } from '../model/departmentParts';

const NAMES = ['department', 'view', 'q', 'part'] as const;

/** The view of the departments. */
export type DepartmentsLayout = 'tree' | 'chart';

/** The URL state of the departments page. */
export interface DepartmentsUrl {
  selectedId: string | undefined;
  layout: DepartmentsLayout;
  search: string | undefined;
  part: DepartmentPart;
  /** The parts that are available in this portal. */
  parts: readonly DepartmentPart[];
  select: (id: string | undefined) => void;
  setLayout: (layout: DepartmentsLayout) => void;
  setSearch: (text: string | undefined) => void;
  setPart: (part: DepartmentPart) => void;
}

/** Reads the open department, its part, the view and the search from the URL. */
export function useDepartmentsUrl(): DepartmentsUrl {
  const [state, setState] = useUrlState(NAMES);
  const added = useApiHolder().get(departmentSectionsApiRef);
  return useMemo(() => {
    const parts = departmentParts.filter(
      part => part !== 'totals' || added?.sections.length,
    );
    return {
      selectedId: state.department,
      layout: state.view === 'chart' ? 'chart' : 'tree',
      search: state.q,
      part: parts.find(part => part === state.part) ?? 'people',
      parts,
      select: id => setState({ department: id }),
      setLayout: layout =>
        setState({ view: layout === 'tree' ? undefined : layout }),
      setSearch: text => setState({ q: text }, { replace: true }),
      setPart: part => setState({ part: part === 'people' ? undefined : part }),
    };
  }, [state, setState, added]);
}
