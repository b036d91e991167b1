import { AnnotatedEntities } from './AnnotatedEntities';

/** Finds the catalog Users of GitHub accounts. */
export class GithubPeople {
  constructor(
    private readonly deps: {
      /** Finds Users by their login. */
      entities: AnnotatedEntities;
      /** The Users of logins without an annotation, by login in lower case. */
      users: ReadonlyMap<string, string>;
    },
  ) {}

  /**
   * Finds the Users of logins, by login in lower case; unknown logins are omitted. If several Users
   * have the same login, the first by reference is returned.
   */
  async find(logins: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.deps.entities.find(logins);
    return new Map(
      [...found].flatMap(([login, [first]]) => {
        const ref = first ?? this.deps.users.get(login);
        return ref ? [[login, ref] as const] : [];
      }),
    );
  }
}
