import {
  SourceVisibility,
  SyncedProject,
} from '@callboard/plugin-callboard-node';
import { JiraApi } from './api/JiraApi';

/** Makes the Callboard project of each restricted Jira project secret. */
export class PrivateProjects {
  constructor(
    private readonly deps: { api: JiraApi; visibility: SourceVisibility },
  ) {}

  /**
   * Reads and records whether a project is restricted. Must be called before ingesting its issues.
   */
  async check(project: SyncedProject, signal: AbortSignal): Promise<void> {
    const { api, visibility } = this.deps;
    const isPublic = await api.isPublic(project.name, signal);
    await visibility.record(project, !isPublic);
  }

  /** Checks a project unless it was checked before. */
  async ensureChecked(
    project: SyncedProject,
    signal: AbortSignal,
  ): Promise<void> {
    if ((await this.deps.visibility.find(project)) === undefined) {
      await this.check(project, signal);
    }
  }
}
