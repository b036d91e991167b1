import type { Project, WorkItem } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** What a section is told of the work item that is open. @public */
export interface WorkItemSectionProps {
  workspace: OwnWorkspace;
  project: Project;
  item: WorkItem;
}
