import { LoggerService } from '@backstage/backend-plugin-api';
import { AnnotatedEntities } from './AnnotatedEntities';

/** The annotation of an entity with its GitHub repository. */
export const REPOSITORY_ANNOTATION = 'github.com/project-slug';

/**
 * Finds the entity whose project has the issues of a repository: the only entity with its
 * annotation, if the portal's configuration allows the repository. Without that list, anyone who
 * can register an entity could claim any repository that the portal's token can read.
 */
export class Repositories {
  /** The entities that claim the same repository, as last logged. */
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
   * The entity of a repository; undefined if the repository is not allowed, or if the catalog has
   * no suitable entity or several.
   *
   * @param full_name - `owner/name`
   */
  async findEntityRef(full_name: string): Promise<string | undefined> {
    const name = full_name.toLowerCase();
    if (!this.takes(name)) {
      return undefined;
    }
    const found = await this.deps.entities.find([name]);
    return this.findUniqueRef(name, found.get(name) ?? []);
  }

  /** All repositories with an entity, by name. */
  async listAll(): Promise<Array<{ full_name: string; entity_ref: string }>> {
    if (this.#allowed.size === 0) {
      return [];
    }
    const found = await this.deps.entities.listAll();
    return [...found]
      .flatMap(([full_name, refs]) => {
        const entity_ref =
          this.takes(full_name) && this.findUniqueRef(full_name, refs);
        return entity_ref ? [{ full_name, entity_ref }] : [];
      })
      .sort((one, other) => (one.full_name < other.full_name ? -1 : 1));
  }

  private takes(name: string): boolean {
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
        `Issues of ${name} are not imported, because several entities name it: ${claims}`,
      );
    }
    return undefined;
  }
}
