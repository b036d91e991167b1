import type { Project } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';

/** A project, in the workspace that its time is looked at in. */
export interface TimeProject {
  workspace: OwnWorkspace;
  project: Project;
}
