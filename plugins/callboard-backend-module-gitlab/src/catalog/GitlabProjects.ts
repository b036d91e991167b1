import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SyncedProject } from '@callboard/plugin-callboard-node';
import { LRUCache } from 'lru-cache';
import { GitlabHost } from '../readGitlabConfig';

/** The annotation with the path of an entity's GitLab project. */
const PROJECT_ANNOTATION = 'gitlab.com/project-slug';

/** The annotation with the host of an entity's GitLab project. */
const INSTANCE_ANNOTATION = 'gitlab.com/instance';

/** How long a response of the catalog is used for events: the catalog does not announce changes. */
const TTL_MS = 60_000;

/** A GitLab project, and the catalog entity whose Callboard project gets the issues. */
export interface GitlabProject extends Required<SyncedProject> {
  host: GitlabHost;
  /** `group/name` in lower case. The name of the project has the prefix of its host, too. */
  path: string;
}

/**
 * The GitLab projects that entities name in their annotation and that the portal's configuration
 * allows. Without the list of allowed projects, anyone who can register an entity could claim any
 * project that the portal's token can read.
 */
export class GitlabProjects {
  readonly #allowed: ReadonlySet<string>;
  readonly #recent = new LRUCache<'all', GitlabProject[]>({
    max: 1,
    ttl: TTL_MS,
    fetchMethod: () => this.listAll(),
  });

  constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      hosts: readonly GitlabHost[];
      /** The allowed projects: `group/name` or `group/*`, in lower case. */
      projects: readonly string[];
      /** The kinds of entities that can have a project. */
      kinds: readonly string[];
    },
  ) {
    this.#allowed = new Set(deps.projects);
  }

  /** Reads the catalog, and returns each allowed project once per entity that claims it. */
  async listAll(): Promise<GitlabProject[]> {
    if (this.#allowed.size === 0) {
      return [];
    }
    const { catalog, auth, kinds } = this.deps;
    const { items } = await catalog.getEntities(
      {
        filter: kinds.map(kind => ({
          kind,
          [`metadata.annotations.${PROJECT_ANNOTATION}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items
      .flatMap(entity => this.toProject(entity) ?? [])
      .sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  /**
   * Finds a project by the address of its page. Undefined unless the project is allowed, and
   * exactly one entity claims it.
   */
  async findByUrl(web_url: string): Promise<GitlabProject | undefined> {
    const address = web_url.toLowerCase();
    const projects = await this.#recent.forceFetch('all');
    const claims = projects.filter(({ url }) => url.toLowerCase() === address);
    return claims.length === 1 ? claims[0] : undefined;
  }

  private toProject(entity: Entity): GitlabProject | undefined {
    const { annotations = {} } = entity.metadata;
    const path = annotations[PROJECT_ANNOTATION]?.trim().toLowerCase();
    const instance = annotations[INSTANCE_ANNOTATION]?.trim();
    const host = instance
      ? this.deps.hosts.find(({ host: name, baseUrl }) =>
          [name, baseUrl].includes(instance.replace(/\/$/, '')),
        )
      : this.deps.hosts[0];
    return path && host && this.isAllowed(path)
      ? {
          host,
          path,
          name: `${host.prefix}${path}`,
          url: `${host.baseUrl}/${path}`,
          entity_ref: stringifyEntityRef(entity),
        }
      : undefined;
  }

  private isAllowed(path: string): boolean {
    const parts = path.split('/');
    return (
      this.#allowed.has(path) ||
      parts.some((_, depth) =>
        this.#allowed.has(`${parts.slice(0, depth).join('/')}/*`),
      )
    );
  }
}
