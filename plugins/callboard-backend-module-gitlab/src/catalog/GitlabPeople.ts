import { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SourceAccount, WorkItemSink } from '@callboard/plugin-callboard-node';
import { chunk } from 'lodash';
import { LRUCache } from 'lru-cache';
import { GitlabHost } from '../readGitlabConfig';

const TTL_MS = 60_000;
const MAX_CACHED_ACCOUNTS = 10_000;

/** The maximum number of accounts per catalog request, whose URL contains them. */
const ACCOUNTS_PER_REQUEST = 50;

/** An account at GitLab. Mentioned accounts have only a username. */
export interface GitlabAccount {
  id?: number;
  username: string;
  name?: string;
}

/** The Users of accounts, by username in lower case. */
export type UserRefs = ReadonlyMap<string, string>;

/**
 * Finds the catalog Users of GitLab accounts. Backstage's import of GitLab users annotates Users
 * with the id of the account and with the address of its profile. Users in catalogs written by hand
 * are annotated with usernames. If an account changes its username, its id stays.
 */
export class GitlabPeople {
  /** The User reference by host and account; an empty text for an account without a User. */
  readonly #known = new LRUCache<string, string>({
    max: MAX_CACHED_ACCOUNTS,
    ttl: TTL_MS,
  });

  constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      /** The slug of the workspace. */
      workspace: string;
    },
  ) {}

  /**
   * Finds the User of each account: the User that an admin has assigned, else the annotated User.
   * The Sources section lists accounts without a User, except mentioned accounts.
   */
  async find(
    sink: WorkItemSink,
    host: GitlabHost,
    accounts: readonly GitlabAccount[],
  ): Promise<UserRefs> {
    if (accounts.length === 0) {
      return new Map();
    }
    const annotated = await this.findAnnotated(host, accounts);
    const keys = new Map(
      accounts.map(account => [`${host.prefix}${getKey(account)}`, account]),
    );
    const found = await sink.findPeople(
      this.deps.workspace,
      [...keys].map(
        ([key, { id, username, name }]): SourceAccount => ({
          key,
          name: name ? `${name} (${username})` : username,
          is_mention: id === undefined,
        }),
      ),
      {
        users: new Map(
          [...annotated].map(([key, ref]) => [`${host.prefix}${key}`, ref]),
        ),
      },
    );
    return new Map(
      [...found].map(([key, ref]) => [key.slice(host.prefix.length), ref]),
    );
  }

  /** Finds the Users of accounts by annotation. */
  async findAnnotated(
    host: GitlabHost,
    accounts: readonly GitlabAccount[],
  ): Promise<UserRefs> {
    const unknown = accounts.filter(
      account => this.#known.get(toCacheKey(host, account)) === undefined,
    );
    for (const batch of chunk(unknown, ACCOUNTS_PER_REQUEST)) {
      await this.load(host, batch);
    }
    return new Map(
      accounts.flatMap(account => {
        const ref = this.#known.get(toCacheKey(host, account));
        return ref ? [[getKey(account), ref] as const] : [];
      }),
    );
  }

  private async load(
    host: GitlabHost,
    accounts: readonly GitlabAccount[],
  ): Promise<void> {
    const { catalog, auth } = this.deps;
    const [idAnnotation, loginAnnotation] = ['user-id', 'user-login'].map(
      name => `${host.host}/${name}`,
    );
    const ids = accounts.flatMap(({ id }) => (id ? String(id) : []));
    const logins = accounts.flatMap(({ username }) => [
      username,
      `${host.baseUrl}/${username}`,
    ]);
    const { items } = await catalog.getEntities(
      {
        filter: [
          { kind: 'user', [`metadata.annotations.${loginAnnotation}`]: logins },
          ...(ids.length > 0
            ? [{ kind: 'user', [`metadata.annotations.${idAnnotation}`]: ids }]
            : []),
        ],
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const users = items
      .map(entity => ({
        ref: stringifyEntityRef(entity),
        annotations: entity.metadata.annotations ?? {},
      }))
      .sort((one, other) => (one.ref < other.ref ? -1 : 1));
    for (const account of accounts) {
      const hasId = ({ annotations }: (typeof users)[number]) =>
        account.id !== undefined &&
        annotations[idAnnotation] === String(account.id);
      const hasLogin = ({ annotations }: (typeof users)[number]) =>
        [
          getKey(account),
          `${host.baseUrl}/${account.username}`.toLowerCase(),
        ].includes(annotations[loginAnnotation]?.toLowerCase() ?? '') &&
        // The username may belong to another account now.
        (account.id === undefined ||
          [undefined, String(account.id)].includes(annotations[idAnnotation]));
      const user = users.find(hasId) ?? users.find(hasLogin);
      this.#known.set(toCacheKey(host, account), user?.ref ?? '');
    }
  }
}

function getKey({ username }: GitlabAccount): string {
  return username.toLowerCase();
}

function toCacheKey({ host }: GitlabHost, account: GitlabAccount): string {
  return `${host} ${account.id ?? ''} ${getKey(account)}`;
}
