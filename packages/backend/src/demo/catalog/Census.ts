import {
  Entity,
  RELATION_API_CONSUMED_BY,
  RELATION_API_PROVIDED_BY,
  RELATION_CHILD_OF,
  RELATION_CONSUMES_API,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_MEMBER,
  RELATION_HAS_PART,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PARENT_OF,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';

/** How much there is of the demo in a catalog. */
export interface Census {
  entities: number;
  /** Relations by their type, each counted at the entity that has it. */
  relations: Record<string, number>;
}

/** Where a spec names other entities, and the relations that follow from it. */
const references: Array<[field: string, there: string, back: string]> = [
  ['memberOf', RELATION_MEMBER_OF, RELATION_HAS_MEMBER],
  ['parent', RELATION_CHILD_OF, RELATION_PARENT_OF],
  ['owner', RELATION_OWNED_BY, RELATION_OWNER_OF],
  ['domain', RELATION_PART_OF, RELATION_HAS_PART],
  ['system', RELATION_PART_OF, RELATION_HAS_PART],
  ['providesApis', RELATION_PROVIDES_API, RELATION_API_PROVIDED_BY],
  ['consumesApis', RELATION_CONSUMES_API, RELATION_API_CONSUMED_BY],
  ['dependsOn', RELATION_DEPENDS_ON, RELATION_DEPENDENCY_OF],
];

/** What a catalog will hold that has been given these entities and no others. */
export function takeCensus(entities: readonly Entity[]): Census {
  const relations: Census['relations'] = {};
  for (const [field, there, back] of references) {
    const count = entities.reduce(
      (sum, { spec }) => sum + new Set([spec?.[field] ?? []].flat()).size,
      0,
    );
    relations[there] = (relations[there] ?? 0) + count;
    relations[back] = (relations[back] ?? 0) + count;
  }
  return { entities: entities.length, relations };
}

/**
 * Whether a catalog holds all that was expected. Other sources may relate to
 * the demo too, so relations may be more.
 */
export function isComplete(found: Census, expected: Census): boolean {
  return (
    found.entities === expected.entities &&
    Object.entries(expected.relations).every(
      ([type, count]) => (found.relations[type] ?? 0) >= count,
    )
  );
}
