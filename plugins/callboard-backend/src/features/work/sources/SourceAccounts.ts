import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  EntityLookup,
  FindPeopleOptions,
  SourceAccount,
} from '@callboard/plugin-callboard-node';
import {
  findTextProblem,
  SourcePerson,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, mapValues, memoize, sortBy, uniqBy } from 'lodash';
import { inListSql, insertTogether } from '../../../database/bulk';
import { toStorableLine } from '../../../database/text';
import { Clock } from '../../../kernel/clock';
import { SourceKey } from '../ingest/readSnapshots';

/** The maximum number of stored accounts without a User, per workspace and source. */
const MAX_UNKNOWN_ACCOUNTS = 500;

/** How often Callboard updates the time at which it last saw an unknown account. */
const SEEN_INTERVAL_MS = 24 * 60 * 60_000;

const USER_KINDS = ['user'];

type StoredAccounts = ReadonlyMap<
  string,
  { user_ref: string | null; seenMs: number }
>;

/** Finds the Users to whom accounts in sources belong, and stores accounts without a User. */
export class SourceAccounts {
  readonly #emailLookup: EntityLookup;
  readonly #getAnnotationLookup = memoize(
    (annotation: string) =>
      new EntityLookup({
        ...this.deps,
        field: ['metadata', 'annotations', annotation],
        kinds: USER_KINDS,
      }),
  );

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      catalog: CatalogService;
      auth: AuthService;
    },
  ) {
    this.#emailLookup = new EntityLookup({
      ...deps,
      field: ['spec', 'profile', 'email'],
      kinds: USER_KINDS,
    });
  }

  /**
   * Finds the Users to whom accounts belong, by account key. Stores accounts without a User, unless
   * they are only mentioned. Ignores accounts whose key or email is too long or contains invalid
   * characters: a mention can contain any text.
   */
  async find(
    key: SourceKey,
    accounts: readonly SourceAccount[],
    { annotation, users = new Map() }: FindPeopleOptions,
  ): Promise<ReadonlyMap<string, string>> {
    const valid = accounts.filter(account =>
      [account.key, account.email ?? ''].every(isShortText),
    );
    // A mention lacks the email of the account, so any other occurrence of the account wins.
    const unique = uniqBy(
      sortBy(valid, ({ is_mention = false }) => is_mention),
      ({ key: id }) => id,
    );
    const stored = await this.listStored(key, unique);
    const annotated = annotation
      ? await this.#getAnnotationLookup(annotation).find(
          unique.map(account => account.key),
        )
      : new Map<string, readonly string[]>();
    const byEmail = await this.#emailLookup.find(
      unique.flatMap(({ email }) => email ?? []),
    );
    const findRef = ({ key: accountKey, email }: SourceAccount) => {
      const emailRefs = (email && byEmail.get(email.toLowerCase())) || [];
      return (
        stored.get(accountKey)?.user_ref ??
        annotated.get(accountKey.toLowerCase())?.[0] ??
        users.get(accountKey) ??
        // An address that several Users share identifies none of them.
        (emailRefs.length === 1 ? emailRefs[0] : undefined)
      );
    };
    const found = new Map(
      unique.flatMap(account => {
        const ref = findRef(account);
        return ref ? [[account.key, ref] as const] : [];
      }),
    );
    await this.storeUnknown(key, stored, {
      unknown: unique.filter(
        account => !found.has(account.key) && !account.is_mention,
      ),
      resolved: [...found.keys()],
    });
    return found;
  }

  /**
   * Lists the stored accounts of a workspace, grouped by source and sorted by name. Stored accounts
   * have no User, or a User that an admin assigned.
   */
  async listAll(
    knex: Knex,
    workspace_id: string,
  ): Promise<Record<string, SourcePerson[]>> {
    const rows: any[] = await knex('work_source_accounts')
      .where({ workspace_id })
      .orderBy(['name', 'account_key']);
    return mapValues(groupBy(rows, 'source'), accounts =>
      accounts.map(({ account_key, name, user_ref }) => ({
        key: account_key,
        name,
        user_ref,
      })),
    );
  }

  /** Assigns a User to a stored account; null removes the assignment. */
  async assign(
    tx: Knex.Transaction,
    key: SourceKey,
    { key: account_key, user_ref }: Omit<SourcePerson, 'name'>,
  ): Promise<void> {
    await tx('work_source_accounts')
      .where({ ...key, account_key })
      .update({ user_ref });
  }

  private async listStored(
    key: SourceKey,
    accounts: readonly SourceAccount[],
  ): Promise<StoredAccounts> {
    const { knex } = this.deps;
    const keys = accounts.map(account => account.key);
    const rows: any[] =
      keys.length === 0
        ? []
        : await knex('work_source_accounts')
            .where(key)
            .whereRaw(...inListSql(knex, 'account_key', keys, 'text'));
    return new Map(
      rows.map(({ account_key, user_ref, seen_at }) => [
        account_key,
        { user_ref, seenMs: new Date(seen_at).getTime() },
      ]),
    );
  }

  /** Stores accounts without a User, and deletes them again once a User is found. */
  private async storeUnknown(
    key: SourceKey,
    stored: StoredAccounts,
    accounts: {
      unknown: readonly SourceAccount[];
      resolved: readonly string[];
    },
  ): Promise<void> {
    const { knex, clock } = this.deps;
    const now = clock.now();
    const outdated = accounts.resolved.filter(
      account_key => stored.get(account_key)?.user_ref === null,
    );
    const toStore = accounts.unknown.filter(
      account =>
        now - (stored.get(account.key)?.seenMs ?? 0) > SEEN_INTERVAL_MS,
    );
    if (outdated.length > 0) {
      await knex('work_source_accounts')
        .where(key)
        .whereRaw(...inListSql(knex, 'account_key', outdated, 'text'))
        .whereNull('user_ref')
        .delete();
    }
    if (toStore.length > 0) {
      await insertTogether(knex, [
        {
          table: 'work_source_accounts',
          rows: toStore.map(account => ({
            ...key,
            account_key: account.key,
            name: toStorableLine(account.name, 255) || account.key,
            user_ref: null,
            seen_at: new Date(now),
          })),
          onConflict: `(workspace_id, source, account_key) DO UPDATE SET
            name = excluded.name, seen_at = excluded.seen_at`,
        },
      ]);
      await this.deleteExcess(key);
    }
  }

  private async deleteExcess(key: SourceKey): Promise<void> {
    const { knex } = this.deps;
    const selectUnknown = () =>
      knex('work_source_accounts').where(key).whereNull('user_ref');
    await selectUnknown()
      .whereNotIn(
        'account_key',
        selectUnknown()
          .select('account_key')
          .orderBy('seen_at', 'desc')
          .orderBy('account_key')
          .limit(MAX_UNKNOWN_ACCOUNTS),
      )
      .delete();
  }
}

function isShortText(text: string): boolean {
  return text.length <= 255 && !findTextProblem(text);
}
