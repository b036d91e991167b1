import {
  SourceVisibility,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { GitlabApi } from './api/GitlabApi';
import { getProjectName, GitlabProject } from './catalog/GitlabProjects';

/** Makes the Callboard project of each private or internal GitLab project secret. */
export class PrivateProjects {
  readonly #visibility: SourceVisibility;

  constructor(
    private readonly deps: {
      api: GitlabApi;
      sink: WorkItemSink;
      /** The slug of the workspace with the projects. */
      workspace: string;
    },
  ) {
    this.#visibility = new SourceVisibility(deps.sink, deps.workspace);
  }

  /** Reads and records whether a project is private. Must be called before ingesting its issues. */
  async check(project: GitlabProject, signal: AbortSignal): Promise<void> {
    const isPublic = await this.deps.api.isPublic(project, signal);
    await this.#visibility.record(toSyncedProject(project), !isPublic);
  }

  /** Checks a project that was never checked, or that is no longer public according to an event. */
  async checkAfterEvent(
    project: GitlabProject,
    is_public: boolean | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const wasPrivate = await this.#visibility.find(toSyncedProject(project));
    if (wasPrivate === undefined || (!wasPrivate && is_public === false)) {
      await this.check(project, signal);
    }
  }
}

function toSyncedProject(project: GitlabProject) {
  return { name: getProjectName(project), entity_ref: project.entity_ref };
}
