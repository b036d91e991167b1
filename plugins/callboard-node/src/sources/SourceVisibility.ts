import { z } from 'zod';
import { SyncedProject, WorkItemSink } from '../workItemSources';

const storedVisibility = z.object({
  entity_ref: z.string(),
  is_private: z.boolean(),
});

/**
 * Prevents items of private projects of a source from becoming readable for everyone. When a project
 * is found to be private, and was not before, its Callboard project becomes secret. If a user opens
 * the project after that, it stays open.
 *
 * @public
 */
export class SourceVisibility {
  constructor(
    private readonly sink: Pick<WorkItemSink, 'cursors' | 'makeSecret'>,
    /** The slug of the workspace with the projects. */
    private readonly workspace: string,
  ) {}

  /** Whether a project was private when it was last recorded; undefined if it never was. */
  async find({
    name,
    entity_ref,
  }: SyncedProject): Promise<boolean | undefined> {
    const { data } = storedVisibility.safeParse(
      await this.sink.cursors.read(this.workspace, getCursorName(name)),
    );
    return data?.entity_ref === entity_ref ? data.is_private : undefined;
  }

  /** Records whether a project is private. Must be called before ingesting its items. */
  async record(project: SyncedProject, is_private: boolean): Promise<void> {
    if ((await this.find(project)) === is_private) {
      return;
    }
    const { name, entity_ref } = project;
    if (is_private) {
      await this.sink.makeSecret(this.workspace, entity_ref);
    }
    await this.sink.cursors.write(this.workspace, getCursorName(name), {
      entity_ref,
      is_private,
    });
  }
}

function getCursorName(name: string): string {
  return `private:${name}`;
}
