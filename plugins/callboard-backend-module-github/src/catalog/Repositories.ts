import { LoggerService } from '@backstage/backend-plugin-api';
import { AnnotatedEntities } from './AnnotatedEntities';

/** The annotation that names the GitHub repository of an entity. */
export const REPOSITORY_ANNOTATION = 'github.com/project-slug';

/**
 * Maps GitHub repositories to the catalog entities whose projects get their issues. The portal's
 * configuration must allow the repository, and exactly one entity must be annotated with it.
 * Without the list of allowed repositories, anyone who can register an entity could claim any
 * repository that the portal's token can read.
 */
export class Repositories {
  /** For each repository that several entities claim, these entities as last logged. */
  readonly #reported = new Map<string, string>();
  readonly #allowed: ReadonlySet<string>;

  constructor(
    private readonly deps: {
      entities: AnnotatedEntities;
      /** `owner/name` or `owner/*`, in lower case. */
      allowed: readonly string[];
      logger: LoggerService;
    },
  ) {
    this.#allowed = new Set(deps.allowed);
  }

  /**
   * The entity of a repository; undefined if the repository is not allowed, or if not exactly one
   * suitable entity is annotated with it.
   *
   * @param full_name - `owner/name`
   */
  async findEntityRef(full_name: string): Promise<string | undefined> {
    const name = full_name.toLowerCase();
    if (!this.isAllowed(name)) {
      return undefined;
    }
    const found = await this.deps.entities.find([name]);
    return this.findUniqueRef(name, found.get(name) ?? []);
  }

  /** All allowed repositories with exactly one entity, sorted by name. */
  async listAll(): Promise<Array<{ full_name: string; entity_ref: string }>> {
    if (this.#allowed.size === 0) {
      return [];
    }
    const found = await this.deps.entities.listAll();
    return [...found]
      .flatMap(([full_name, refs]) => {
        const entity_ref =
          this.isAllowed(full_name) && this.findUniqueRef(full_name, refs);
        return entity_ref ? [{ full_name, entity_ref }] : [];
      })
      .sort((one, other) => (one.full_name < other.full_name ? -1 : 1));
  }

  private isAllowed(name: string): boolean {
    const [owner] = name.split('/');
    return this.#allowed.has(name) || this.#allowed.has(`${owner}/*`);
  }

  private findUniqueRef(
    name: string,
    refs: readonly string[],
  ): string | undefined {
    if (refs.length < 2) {
      this.#reported.delete(name);
      return refs[0];
    }
    const claims = refs.join(', ');
    if (this.#reported.get(name) !== claims) {
      this.#reported.set(name, claims);
      this.deps.logger.warn(
        `Issues of ${name} are not imported, because several entities are annotated with it: ${claims}`,
      );
    }
    return undefined;
  }
}
