import { SourceAccount, WorkItemSink } from '@callboard/plugin-callboard-node';
import { GithubConfig } from '../readGithubConfig';

/** Finds the catalog Users of GitHub accounts. */
export class GithubPeople {
  constructor(
    private readonly config: Pick<
      GithubConfig,
      'workspace' | 'userAnnotation' | 'users'
    >,
  ) {}

  /**
   * Finds the Users of logins, by login in lower case; unknown logins are omitted.
   *
   * @param mentioned - the logins that texts mention; they may not exist
   */
  async find(
    sink: WorkItemSink,
    logins: readonly string[],
    mentioned: readonly string[] = [],
  ): Promise<ReadonlyMap<string, string>> {
    const { workspace, userAnnotation: annotation, users } = this.config;
    const toAccount = (name: string): SourceAccount => ({
      key: name.toLowerCase(),
      name,
    });
    return sink.findPeople(
      workspace,
      [
        ...logins.map(toAccount),
        ...mentioned.map(login => ({ ...toAccount(login), is_mention: true })),
      ],
      { annotation, users },
    );
  }
}
