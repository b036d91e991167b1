import { uniq, without } from 'lodash';
import { z } from 'zod';
import { SyncedProject, WorkItemSink } from '../workItemSources';

const storedVisibility = z.object({
  entity_ref: z.string(),
  is_private: z.boolean(),
  /** The entities of the project before `entity_ref`, oldest first. */
  former_refs: z.array(z.string()).optional(),
});

const MAX_FORMER_REFS = 50;

/**
 * Prevents items of a source's private projects from becoming readable for everyone. When a project
 * turns out to be private, becomes private, or gets another entity while private, the Callboard
 * project of its entity becomes secret. Items stay in their Callboard project when the entity
 * changes, so the Callboard projects of former entities that contain items of the source become
 * secret as well. If a user later makes such a Callboard project open, it stays open.
 *
 * @public
 */
export class SourceVisibility {
  constructor(
    private readonly sink: Pick<
      WorkItemSink,
      'cursors' | 'makeSecret' | 'listItemIds'
    >,
    /** The slug of the workspace with the projects. */
    private readonly workspace: string,
  ) {}

  /**
   * Whether a project was private when `record` was last called for it; undefined if `record` was
   * never called for the project with its current entity.
   */
  async find({
    name,
    entity_ref,
  }: SyncedProject): Promise<boolean | undefined> {
    const stored = await this.read(name);
    return stored?.entity_ref === entity_ref ? stored.is_private : undefined;
  }

  /** Records whether a project is private. Must be called before ingesting its items. */
  async record(project: SyncedProject, is_private: boolean): Promise<void> {
    const { name, entity_ref } = project;
    const stored = await this.read(name);
    if (stored?.entity_ref === entity_ref && stored.is_private === is_private) {
      return;
    }
    const earlier_refs = stored
      ? [...(stored.former_refs ?? []), stored.entity_ref]
      : [];
    const former_refs = without(uniq(earlier_refs), entity_ref);
    if (is_private) {
      await this.sink.makeSecret(this.workspace, entity_ref);
      for (const ref of former_refs) {
        await this.makeFormerSecret(ref);
      }
    }
    await this.sink.cursors.write(this.workspace, getCursorName(name), {
      entity_ref,
      is_private,
      former_refs: former_refs.slice(-MAX_FORMER_REFS),
    });
  }

  private async makeFormerSecret(entity_ref: string): Promise<void> {
    const { sink, workspace } = this;
    const items = await sink.listItemIds(workspace, entity_ref);
    if (items.length > 0) {
      await sink.makeSecret(workspace, entity_ref);
    }
  }

  private async read(name: string) {
    const { cursors } = this.sink;
    return storedVisibility.safeParse(
      await cursors.read(this.workspace, getCursorName(name)),
    ).data;
  }
}

function getCursorName(name: string): string {
  return `private:${name}`;
}
