import {
  QueryState,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { DepartmentsSkeleton } from './DepartmentsSkeleton';
import { DepartmentsView } from './DepartmentsView';
import { useDepartmentTree } from './data/useDepartmentTree';

/** Loads and renders the departments of a workspace. */
export function WorkspaceDepartments(props: {
  workspace: OwnWorkspace;
  picker: ReactNode;
}) {
  const tree = useDepartmentTree(props.workspace.slug);
  return (
    <QueryState
      query={tree}
      loading={<DepartmentsSkeleton />}
      givers={{ workspace: props.workspace.slug }}
    >
      {index => <DepartmentsView {...props} index={index} />}
    </QueryState>
  );
}
