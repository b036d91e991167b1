import { SourceAccount } from '@callboard/plugin-callboard-node';
import { JiraUser } from '../api/shapes';

/**
 * The id of an account: the account id on Cloud, or the key on Data Center, both immutable. If
 * neither is known, the name. Undefined for an anonymised account.
 */
export function getAccountKey(
  user: JiraUser | null | undefined,
): string | undefined {
  return user?.accountId || user?.key || user?.name || undefined;
}

/** Converts an account for `WorkItemSink.findPeople`; undefined for an anonymised account. */
export function toSourceAccount(
  user: JiraUser | null | undefined,
): SourceAccount | undefined {
  const key = getAccountKey(user);
  return user && key
    ? { key, name: getAccountName(user), email: user.emailAddress || null }
    : undefined;
}

export function getAccountName(user: JiraUser | null | undefined): string {
  return user?.displayName || user?.name || getAccountKey(user) || 'Jira';
}

/** Finds the User entities of Jira accounts. */
export class JiraPeople {
  readonly #keysByName: ReadonlyMap<string, string>;

  /**
   * @param refs - the references of Users, by the key of their account
   * @param users - accounts with their names, by which texts on Data Center mention accounts
   */
  constructor(
    private readonly refs: ReadonlyMap<string, string>,
    users: ReadonlyArray<JiraUser | null | undefined> = [],
  ) {
    this.#keysByName = new Map(
      users.flatMap(user => {
        const key = getAccountKey(user);
        return key && user?.name ? [[user.name, key] as const] : [];
      }),
    );
  }

  findRef(user: JiraUser | null | undefined): string | undefined {
    return this.refs.get(getAccountKey(user) ?? '');
  }

  /** The reference of a mentioned account's User. The text mentions the account by id or name. */
  findMentionedRef(account: string): string | undefined {
    return this.refs.get(this.#keysByName.get(account) ?? account);
  }
}
