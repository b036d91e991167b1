import type { Project, WorkItem } from '@callboard/plugin-callboard-common';
import type { ComponentType } from 'react';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** What a section is told of the work item that is open. @public */
export interface WorkItemSectionProps {
  workspace: OwnWorkspace;
  project: Project;
  item: WorkItem;
}

/**
 * A part of the details of a work item that another plugin draws, under a heading of
 * its own.
 *
 * @public
 */
export interface WorkItemSection {
  /** Tells it from others. */
  name: string;
  /** Sections are drawn in this order, then by name. */
  order: number;
  Section: ComponentType<WorkItemSectionProps>;
}
