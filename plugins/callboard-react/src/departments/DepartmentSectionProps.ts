import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** What a section is told of the department that is open. @public */
export interface DepartmentSectionProps {
  workspace: OwnWorkspace;
  department: DepartmentNode;
}
