import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { z } from 'zod';

const storedVisibility = z.object({
  entity_ref: z.string(),
  is_private: z.boolean(),
});

/** A repository, and whether it is private at GitHub. */
export interface RepositoryVisibility {
  /** `owner/name`. */
  full_name: string;
  is_private: boolean;
}

/**
 * Prevents issues of private repositories from becoming readable for everyone. When a repository is
 * found to be private, and was not before, its project becomes secret. If a user opens the project
 * after that, it stays open.
 */
export class PrivateRepositories {
  constructor(
    private readonly deps: {
      /** The slug of the workspace with the projects. */
      workspace: string;
    },
  ) {}

  /** Records whether a repository is private. Must be called before ingesting its issues. */
  async recordVisibility(
    sink: WorkItemSink,
    entity_ref: string,
    { full_name, is_private }: RepositoryVisibility,
  ): Promise<void> {
    const { workspace } = this.deps;
    const name = `private:${full_name.toLowerCase()}`;
    const { data: before } = storedVisibility.safeParse(
      await sink.cursors.read(workspace, name),
    );
    if (before?.entity_ref === entity_ref && before.is_private === is_private) {
      return;
    }
    if (is_private) {
      await sink.makeSecret(workspace, entity_ref);
    }
    await sink.cursors.write(workspace, name, { entity_ref, is_private });
  }
}
