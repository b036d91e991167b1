import { SourceAccount, WorkItemSink } from '@callboard/plugin-callboard-node';
import { GithubConfig } from '../readGithubConfig';

/**
 * Finds the catalog Users of GitHub accounts, by login in lower case; unknown logins are omitted.
 *
 * @param mentioned - the logins that texts mention; they may not exist
 */
export async function findPeople(
  sink: WorkItemSink,
  { workspace, userAnnotation: annotation, users }: GithubConfig,
  logins: readonly string[],
  mentioned: readonly string[] = [],
): Promise<ReadonlyMap<string, string>> {
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
