import { SyncedProject, WorkItemSink } from '@callboard/plugin-callboard-node';
import { z } from 'zod';
import { JiraApi } from './api/JiraApi';

const storedVisibility = z.object({
  entity_ref: z.string(),
  is_public: z.boolean(),
});

/**
 * Prevents issues of restricted projects from becoming readable for everyone. When a project is
 * found to be restricted, and was not before, its Callboard project becomes secret. If a user opens
 * the project after that, it stays open.
 */
export class PrivateProjects {
  constructor(
    private readonly deps: {
      api: JiraApi;
      sink: WorkItemSink;
      /** The slug of the workspace with the projects. */
      workspace: string;
    },
  ) {}

  /** Reads whether a project is restricted. Must be called before ingesting its issues. */
  async check(
    { name, entity_ref }: SyncedProject,
    signal: AbortSignal,
  ): Promise<void> {
    const { api, sink, workspace } = this.deps;
    const is_public = await api.isPublic(name, signal);
    if ((await this.readKnown(name, entity_ref)) === is_public) {
      return;
    }
    if (!is_public) {
      await sink.makeSecret(workspace, entity_ref);
    }
    await sink.cursors.write(workspace, getCursorName(name), {
      entity_ref,
      is_public,
    });
  }

  /** Checks a project unless it was checked before. */
  async ensureChecked(
    project: SyncedProject,
    signal: AbortSignal,
  ): Promise<void> {
    const { name, entity_ref } = project;
    if ((await this.readKnown(name, entity_ref)) === undefined) {
      await this.check(project, signal);
    }
  }

  private async readKnown(
    name: string,
    entity_ref: string,
  ): Promise<boolean | undefined> {
    const { sink, workspace } = this.deps;
    const { data } = storedVisibility.safeParse(
      await sink.cursors.read(workspace, getCursorName(name)),
    );
    return data?.entity_ref === entity_ref ? data.is_public : undefined;
  }
}

function getCursorName(project: string): string {
  return `private:${project}`;
}
