import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_HAS_MEMBER,
  RELATION_PARENT_OF,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { chunk } from 'lodash';
import { LRUCache } from 'lru-cache';

const TTL_MS = 60_000;

/** The maximum number of cached members, of all Groups: about 20 MB. */
const MAX_MEMBERS = 200_000;

const GROUPS_AT_ONCE = 500;

interface GroupRelations {
  members: string[];
  children: string[];
}

/**
 * The members of the catalog's Groups, including those of child Groups. Results may be up to a
 * minute old.
 */
export class GroupMembers {
  readonly #cache: LRUCache<string, ReadonlySet<string>>;

  constructor(
    private readonly deps: { catalog: CatalogService; auth: AuthService },
  ) {
    this.#cache = new LRUCache({
      maxSize: MAX_MEMBERS,
      sizeCalculation: members => 1 + members.size,
      ttl: TTL_MS,
      // A Group with too many members for the cache is still returned to waiting callers.
      ignoreFetchAbort: true,
      fetchMethod: group => this.read(group),
    });
  }

  /**
   * All members of a Group; empty if the catalog does not have it.
   *
   * @throws ServiceUnavailableError if the catalog is unavailable
   */
  async listMembers(group_ref: string): Promise<ReadonlySet<string>> {
    return this.#cache.forceFetch(group_ref);
  }

  /**
   * Reads the members of a Group and its descendants. Sends one catalog request for each level of
   * the tree, or several if a level has many Groups.
   */
  private async read(group_ref: string): Promise<ReadonlySet<string>> {
    const people = new Set<string>();
    // The catalog does not prevent cycles among Groups.
    const seen = new Set([group_ref]);
    let level = [group_ref];
    while (level.length > 0) {
      const groups = await this.lookUp(level);
      groups.forEach(({ members }) =>
        members.forEach(member => people.add(member)),
      );
      level = [...new Set(groups.flatMap(({ children }) => children))].filter(
        child => !seen.has(child),
      );
      level.forEach(child => seen.add(child));
    }
    return people;
  }

  private async lookUp(refs: readonly string[]): Promise<GroupRelations[]> {
    const { catalog, auth } = this.deps;
    const found: GroupRelations[] = [];
    try {
      const credentials = await auth.getOwnServiceCredentials();
      for (const entityRefs of chunk(refs, GROUPS_AT_ONCE)) {
        const { items } = await catalog.getEntitiesByRefs(
          { entityRefs, fields: ['kind', 'metadata', 'relations'] },
          { credentials },
        );
        found.push(
          ...items.flatMap(group => (group ? [getRelatedRefs(group)] : [])),
        );
      }
    } catch (error) {
      throw new ServiceUnavailableError(
        'The catalog is not responding. Try again later',
        error,
      );
    }
    return found;
  }
}

function getRelatedRefs(group: Entity): GroupRelations {
  const listTargets = (type: string, kind: string) =>
    listRelationTargets(group, type).filter(ref => ref.startsWith(`${kind}:`));
  return {
    members: listTargets(RELATION_HAS_MEMBER, 'user'),
    children: listTargets(RELATION_PARENT_OF, 'group'),
  };
}

/** The references of the entities in relations of a type, in lower case; may repeat. */
export function listRelationTargets(
  { relations = [] }: Entity,
  type: string,
): string[] {
  return relations
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef.toLowerCase());
}
