import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** Props of a section about the department that is open. @public */
export interface DepartmentSectionProps {
  workspace: OwnWorkspace;
  department: DepartmentNode;
}
