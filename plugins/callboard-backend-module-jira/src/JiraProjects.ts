import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityLookup, SyncedProject } from '@callboard/plugin-callboard-node';
import {
  ALL_PROJECTS,
  isProjectKey,
  JiraInstanceConfig,
} from './readJiraConfig';

const ANNOTATIONS = ['jira/project-key', 'jira.com/project-key'];

/** The number of projects that one entity can claim with its annotations. */
const MAX_KEYS = 50;

/** How long the list is cached: the catalog does not announce changes. */
const TTL_MS = 60_000;

/**
 * The projects of an instance with the entities that claim them. The configured `projects` have
 * priority over annotations, which count only for the projects in `annotatedProjects`. The value of
 * an annotation is one key, or several keys separated by commas. `PAY` names a project of the first
 * instance in the configuration, `<id>/PAY` a project of the instance with that id.
 */
export class JiraProjects {
  readonly #lookups: readonly EntityLookup[];
  #known: { projects: SyncedProject[]; until: number } | undefined;

  constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      instance: Pick<
        JiraInstanceConfig,
        'id' | 'webUrl' | 'projects' | 'annotatedProjects'
      >;
      /** Whether annotations without an id name projects of this instance. */
      isFirst: boolean;
      /** The kinds of entities that can have a project. */
      kinds: readonly string[];
    },
  ) {
    this.#lookups = ANNOTATIONS.map(
      annotation =>
        new EntityLookup({
          ...deps,
          field: ['metadata', 'annotations', annotation],
        }),
    );
  }

  /** Reads the catalog, and returns each project once per entity that claims it. */
  async listAll(): Promise<SyncedProject[]> {
    const { webUrl, projects, annotatedProjects } = this.deps.instance;
    const claims = new Map([...projects].map(([key, ref]) => [key, [ref]]));
    if (annotatedProjects.size > 0) {
      for (const { key, entity_ref } of await this.listAnnotated()) {
        if (!projects.has(key)) {
          claims.set(key, [...(claims.get(key) ?? []), entity_ref]);
        }
      }
    }
    const all = [...claims].flatMap(([name, refs]) =>
      [...new Set(refs)].sort().map(entity_ref => ({
        entity_ref,
        name,
        url: `${webUrl}/browse/${name}`,
      })),
    );
    this.#known = { projects: all, until: Date.now() + TTL_MS };
    return all;
  }

  /** Finds the entity of a project; undefined unless exactly one entity claims the project. */
  async findEntityRef(key: string): Promise<string | undefined> {
    const isFresh = this.#known && this.#known.until > Date.now();
    const all = isFresh ? this.#known!.projects : await this.listAll();
    const claims = all.filter(({ name }) => name === key);
    return claims.length === 1 ? claims[0].entity_ref : undefined;
  }

  private async listAnnotated(): Promise<
    Array<{ key: string; entity_ref: string }>
  > {
    const keysByEntity = new Map<string, Set<string>>();
    for (const lookup of this.#lookups) {
      for (const [value, refs] of await lookup.listAll()) {
        const parsed = value
          .split(',')
          .flatMap(name => this.parseKey(name) ?? [])
          .slice(0, MAX_KEYS);
        for (const entity_ref of refs) {
          const keys = keysByEntity.get(entity_ref) ?? [];
          keysByEntity.set(entity_ref, new Set([...keys, ...parsed]));
        }
      }
    }
    return [...keysByEntity].flatMap(([entity_ref, keys]) =>
      [...keys].slice(0, MAX_KEYS).map(key => ({ key, entity_ref })),
    );
  }

  private parseKey(name: string): string | undefined {
    const { instance, isFirst } = this.deps;
    const [id, key] = name.includes('/')
      ? name.trim().split('/')
      : [isFirst ? instance.id : '', name.trim()];
    const upperCaseKey = key.toUpperCase();
    const { annotatedProjects } = instance;
    const isAllowed =
      annotatedProjects.has(ALL_PROJECTS) ||
      annotatedProjects.has(upperCaseKey);
    return id === instance.id && isAllowed && isProjectKey(upperCaseKey)
      ? upperCaseKey
      : undefined;
  }
}
