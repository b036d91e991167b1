import { LoggerService } from '@backstage/backend-plugin-api';
import { EntityLookup } from '@callboard/plugin-callboard-node';

/** The annotation that names the GitHub repository of an entity. */
export const REPOSITORY_ANNOTATION = 'github.com/project-slug';

/**
 * Maps each GitHub repository to the catalog entity whose project gets the issues. The portal's
 * configuration must allow the repository, and exactly one entity must be annotated with it.
 * Without the list of allowed repositories, anyone who can register an entity could claim any
 * repository that the portal's token can read.
 */
export class Repositories {
  /** The last logged list of entities, by the repository that they all claim. */
  readonly #reported = new Map<string, string>();
  readonly #allowed: ReadonlySet<string>;

  constructor(
    private readonly deps: {
      entities: EntityLookup;
      /** `owner/name` or `owner/*`, in lower case. */
      allowed: readonly string[];
      logger: LoggerService;
    },
  ) {
    this.#allowed = new Set(deps.allowed);
  }

  /**
   * The entity of a repository; undefined unless the repository is allowed, and exactly one entity
   * of a suitable kind is annotated with it.
   *
   * @param full_name - `owner/name`
   */
  async findEntityRef(full_name: string): Promise<string | undefined> {
    const name = full_name.toLowerCase();
    if (!this.isAllowed(name)) {
      return undefined;
    }
    const found = await this.deps.entities.find([name]);
    const refs = found.get(name) ?? [];
    this.reportConflict(name, refs);
    return refs.length === 1 ? refs[0] : undefined;
  }

  /** All allowed repositories, once for each entity that is annotated with them. */
  async listAll(): Promise<Array<{ full_name: string; entity_ref: string }>> {
    if (this.#allowed.size === 0) {
      return [];
    }
    const found = await this.deps.entities.listAll();
    return [...found].flatMap(([full_name, refs]) => {
      if (!this.isAllowed(full_name)) {
        return [];
      }
      this.reportConflict(full_name, refs);
      return refs.map(entity_ref => ({ full_name, entity_ref }));
    });
  }

  private isAllowed(name: string): boolean {
    const [owner] = name.split('/');
    return this.#allowed.has(name) || this.#allowed.has(`${owner}/*`);
  }

  /** Logs that several entities claim a repository, and logs it again only for other entities. */
  private reportConflict(name: string, refs: readonly string[]): void {
    if (refs.length < 2) {
      this.#reported.delete(name);
      return;
    }
    const claims = refs.join(', ');
    if (this.#reported.get(name) !== claims) {
      this.#reported.set(name, claims);
      this.deps.logger.warn(
        `Issues of ${name} are not imported, because several entities are annotated with it: ${claims}`,
      );
    }
  }
}
