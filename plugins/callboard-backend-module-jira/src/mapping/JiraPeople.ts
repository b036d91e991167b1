import { SourceAccount } from '@callboard/plugin-callboard-node';
import { JiraUser } from '../api/shapes';

/**
 * The id of an account: Cloud's account id, or Data Center's key, which both never change, else the
 * name. Anonymised accounts have none.
 */
export function getAccountKey(
  user: JiraUser | null | undefined,
): string | undefined {
  return user?.accountId || user?.key || user?.name || undefined;
}

/** Converts an account, to find its User; undefined for an anonymised one. */
export function toSourceAccount(
  user: JiraUser | null | undefined,
): SourceAccount | undefined {
  const key = getAccountKey(user);
  return user && key
    ? { key, name: getAccountName(user), email: user.emailAddress || null }
    : undefined;
}

/** The name to show for an account. */
export function getAccountName(user: JiraUser | null | undefined): string {
  return user?.displayName || user?.name || getAccountKey(user) || 'Jira';
}

/** The Users of accounts. */
export class JiraPeople {
  readonly #keys: ReadonlyMap<string, string>;

  /**
   * @param refs - the references of Users, by the key of their account
   * @param users - known accounts: Data Center's texts mention an account by its name
   */
  constructor(
    private readonly refs: ReadonlyMap<string, string>,
    users: ReadonlyArray<JiraUser | null | undefined> = [],
  ) {
    this.#keys = new Map(
      users.flatMap(user => {
        const key = getAccountKey(user);
        return key && user?.name ? [[user.name, key] as const] : [];
      }),
    );
  }

  /** The reference of the User of an account; undefined without one. */
  findRef(user: JiraUser | null | undefined): string | undefined {
    return this.refs.get(getAccountKey(user) ?? '');
  }

  /** The reference of the User of a mentioned account, by its account id or name. */
  findMentioned(account: string): string | undefined {
    return this.refs.get(this.#keys.get(account) ?? account);
  }
}
