import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  getCompoundEntityRef,
  makeValidator,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { uniq } from 'lodash';
import { listRelationTargets } from '../people/GroupMembers';

export interface Owners {
  /** Users and Groups, as the entity references them. */
  owner_refs: string[];
  /** The Users among the owners, and the direct members of the Groups. */
  user_refs: string[];
}

const { isValidKind, isValidNamespace, isValidEntityName } = makeValidator();

export class EntityOwners {
  constructor(
    private readonly deps: { catalog: CatalogService; auth: AuthService },
  ) {}

  /**
   * The owners of entities, in the same order. Sends at most one catalog request for all of them.
   */
  async listOwners(entities: Entity[]): Promise<Owners[]> {
    const owners = entities.map(getOwnerRefs);
    const groups = [...new Set(owners.flat())].filter(ref =>
      ref.startsWith('group:'),
    );
    const members = await this.loadGroupMembers(groups);
    return owners.map(owner_refs => ({
      owner_refs,
      user_refs: [
        ...new Set(
          owner_refs.flatMap(ref =>
            ref.startsWith('user:') ? [ref] : members.get(ref) ?? [],
          ),
        ),
      ].sort(),
    }));
  }

  /** The given entities that exist. */
  async loadEntities(entityRefs: string[]): Promise<Entity[]> {
    const { catalog, auth } = this.deps;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.filter(item => item !== undefined);
  }

  private async loadGroupMembers(
    groups: string[],
  ): Promise<Map<string, string[]>> {
    const found = groups.length > 0 ? await this.loadEntities(groups) : [];
    return new Map(
      found.map(group => [
        stringifyEntityRef(group),
        uniq(listRelationTargets(group, RELATION_HAS_MEMBER)).sort(),
      ]),
    );
  }
}

function getOwnerRefs(entity: Entity): string[] {
  const related = uniq(listRelationTargets(entity, RELATION_OWNED_BY)).sort();
  const { owner } = (entity.spec ?? {}) as { owner?: unknown };
  if (related.length > 0 || typeof owner !== 'string') {
    return related;
  }
  // An entity that is not stitched yet has no relations.
  const { namespace } = getCompoundEntityRef(entity);
  const ref = parseOwnerRef(owner, namespace);
  return ref === undefined ? [] : [ref];
}

/** Parses `spec.owner`, which can be any text; undefined if it is not an entity reference. */
function parseOwnerRef(
  owner: string,
  defaultNamespace: string,
): string | undefined {
  try {
    const context = { defaultKind: 'group', defaultNamespace };
    const ref = parseEntityRef(owner, context);
    return isValidKind(ref.kind) &&
      isValidNamespace(ref.namespace) &&
      isValidEntityName(ref.name)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
