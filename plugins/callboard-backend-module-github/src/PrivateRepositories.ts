import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { z } from 'zod';

const seen = z.object({ entity_ref: z.string(), is_private: z.boolean() });

/** A repository, and who can read it at GitHub. */
export interface Visibility {
  /** `owner/name`. */
  full_name: string;
  is_private: boolean;
}

/**
 * Keeps what few can read at GitHub from being read by all here: the project of
 * a repository becomes secret when the repository is first seen to be private.
 * Whoever opens the project after that has decided so.
 */
export class PrivateRepositories {
  constructor(
    private readonly deps: {
      /** The slug of the workspace with the projects. */
      workspace: string;
    },
  ) {}

  /** Takes notice of a repository, before anything of it is taken. */
  async note(
    sink: WorkItemSink,
    entity_ref: string,
    { full_name, is_private }: Visibility,
  ): Promise<void> {
    const { workspace } = this.deps;
    const name = `private:${full_name.toLowerCase()}`;
    const { data: before } = seen.safeParse(
      await sink.marks.read(workspace, name),
    );
    if (before?.entity_ref === entity_ref && before.is_private === is_private) {
      return;
    }
    if (is_private) {
      await sink.makeSecret(workspace, entity_ref);
    }
    await sink.marks.write(workspace, name, { entity_ref, is_private });
  }
}
