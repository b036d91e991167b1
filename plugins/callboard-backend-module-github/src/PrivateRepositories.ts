import {
  SourceVisibility,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';

/** A repository, and whether it is private at GitHub. */
export interface RepositoryVisibility {
  /** `owner/name`. */
  full_name: string;
  is_private: boolean;
}

/** Makes the projects of private repositories secret. */
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
    const visibility = new SourceVisibility(sink, this.deps.workspace);
    const name = full_name.toLowerCase();
    await visibility.record({ name, entity_ref }, is_private);
  }
}
