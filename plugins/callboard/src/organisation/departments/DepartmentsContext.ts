import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';
import { createContext, useContext } from 'react';
import type { Expansion } from './data/useExpansion';
import type { DepartmentsUrl } from './data/useDepartmentsUrl';
import type { DepartmentIndex } from './model/indexTree';
import type { TreeMatches } from './model/searchTree';

/** What the page asks in a dialog. */
export type Asking =
  | { kind: 'create'; parentId: string | null }
  | { kind: 'edit' | 'delete'; department: DepartmentNode }
  | {
      kind: 'move';
      department: DepartmentNode;
      /** Where it was dropped; absent where that is to be asked. */
      to?: string | null;
    };

/** What the pieces of the page of departments share. */
export interface DepartmentsPage {
  workspace: OwnWorkspace;
  index: DepartmentIndex;
  /** Whether the person may change departments. */
  mayEdit: boolean;
  url: DepartmentsUrl;
  expansion: Expansion;
  /** What the search found; undefined where nothing is searched for. */
  matches: TreeMatches | undefined;
  ask: (asking: Asking) => void;
}

/** Holds what the pieces of the page share. */
export const DepartmentsContext = createContext<DepartmentsPage | undefined>(
  undefined,
);

/** What the pieces of the page of departments share. */
export function useDepartments(): DepartmentsPage {
  const page = useContext(DepartmentsContext);
  if (!page) {
    throw new Error('Only the page of departments has this');
  }
  return page;
}
