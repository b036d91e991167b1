import type { Project } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';

/** A project with its workspace. */
export interface TimeProject {
  workspace: OwnWorkspace;
  project: Project;
}
