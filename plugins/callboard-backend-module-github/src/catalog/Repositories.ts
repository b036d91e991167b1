import { AnnotatedEntities } from './AnnotatedEntities';

/** What says of an entity that its source is a repository at GitHub. */
export const REPOSITORY_ANNOTATION = 'github.com/project-slug';

/** Which entity has the project of a repository's issues. */
export class Repositories {
  constructor(private readonly entities: AnnotatedEntities) {}

  /**
   * The entity of a repository; undefined where the catalog has none that can
   * have a project.
   *
   * @param full_name - `owner/name`
   */
  async entityOf(full_name: string): Promise<string | undefined> {
    const found = await this.entities.find([full_name]);
    return choose(found.get(full_name.toLowerCase()) ?? []);
  }

  /** All repositories that have an entity, by name, and their entities. */
  async all(): Promise<Array<{ full_name: string; entity_ref: string }>> {
    const found = await this.entities.all();
    return [...found]
      .map(([full_name, refs]) => ({ full_name, entity_ref: choose(refs)! }))
      .sort((one, other) => (one.full_name < other.full_name ? -1 : 1));
  }
}

const preferred = ['component:', 'system:'];

/** Components first, then Systems, then whatever sorts first. */
function choose(sortedRefs: readonly string[]): string | undefined {
  return (
    preferred
      .map(kind => sortedRefs.find(ref => ref.startsWith(kind)))
      .find(ref => ref !== undefined) ?? sortedRefs[0]
  );
}
