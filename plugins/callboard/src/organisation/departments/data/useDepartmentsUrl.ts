import { useUrlState } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { departmentParts, type DepartmentPart } from '../model/departmentParts';

const NAMES = ['department', 'view', 'q', 'part'] as const;

/** How the departments are drawn. */
export type DepartmentsLook = 'tree' | 'chart';

/** What the address says about the page of departments. */
export interface DepartmentsUrl {
  selectedId: string | undefined;
  look: DepartmentsLook;
  search: string | undefined;
  part: DepartmentPart;
  select: (id: string | undefined) => void;
  setLook: (look: DepartmentsLook) => void;
  setSearch: (text: string | undefined) => void;
  setPart: (part: DepartmentPart) => void;
}

/** Which department is open, in which part and view, and what is searched. */
export function useDepartmentsUrl(): DepartmentsUrl {
  const [state, setState] = useUrlState(NAMES);
  return useMemo(
    () => ({
      selectedId: state.department,
      look: state.view === 'chart' ? 'chart' : 'tree',
      search: state.q,
      part: departmentParts.find(part => part === state.part) ?? 'people',
      select: id => setState({ department: id }),
      setLook: look => setState({ view: look === 'tree' ? undefined : look }),
      setSearch: text => setState({ q: text }, { replace: true }),
      setPart: part => setState({ part: part === 'people' ? undefined : part }),
    }),
    [state, setState],
  );
}
