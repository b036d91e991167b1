import type { Project, WorkItem } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** Props of a section about the work item that is open. @public */
export interface WorkItemSectionProps {
  workspace: OwnWorkspace;
  project: Project;
  item: WorkItem;
}
