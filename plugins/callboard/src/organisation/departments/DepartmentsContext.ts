import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';
import { createContext, useContext } from 'react';
import type { Expansion } from './data/useExpansion';
import type { DepartmentsUrl } from './data/useDepartmentsUrl';
import type { DepartmentIndex } from './model/indexTree';
import type { TreeMatches } from './model/searchTree';

/** The open dialog and its subject. */
export type Asking =
  | { kind: 'create'; parentId: string | null }
  | { kind: 'edit' | 'delete'; department: DepartmentNode }
  | {
      kind: 'move';
      department: DepartmentNode;
      /** The drop target; absent if the dialog asks for it. */
      to?: string | null;
    };

/** The shared state of the departments page. */
export interface DepartmentsPage {
  workspace: OwnWorkspace;
  index: DepartmentIndex;
  /** Whether the person may change departments. */
  mayEdit: boolean;
  url: DepartmentsUrl;
  expansion: Expansion;
  /** The search results; undefined without a search. */
  matches: TreeMatches | undefined;
  ask: (asking: Asking) => void;
}

/** Provides the shared state of the page. */
export const DepartmentsContext = createContext<DepartmentsPage | undefined>(
  undefined,
);

/** Reads the shared state of the departments page. */
export function useDepartments(): DepartmentsPage {
  const page = useContext(DepartmentsContext);
  if (!page) {
    throw new Error('Only the page of departments has this');
  }
  return page;
}
