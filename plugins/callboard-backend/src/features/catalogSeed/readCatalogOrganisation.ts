import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  DEPARTMENT_ANNOTATION,
  isFromCallboard,
} from '@callboard/plugin-callboard-common';
import { sortBy, uniq } from 'lodash';
import { cutText, toStorableLine } from '../../database/text';
import { Platform } from '../../kernel/Platform';

export interface CatalogGroup {
  entity_ref: string;
  name: string;
  type: string;
  description: string | null;
  parent_ref: string | null;
  /** The id of the department from which Callboard published the Group, if any. */
  source_department_id: string | null;
}

/** A User of the catalog that Callboard did not publish. */
export interface CatalogUser {
  entity_ref: string;
  display_name: string;
  email: string | null;
  /** The Groups in `spec.memberOf`, followed by further Groups in the User's relations. */
  group_refs: string[];
}

/** All Groups, and all Users that Callboard did not publish; both lists ordered by reference. */
export interface CatalogOrganisation {
  groups: CatalogGroup[];
  users: CatalogUser[];
}

const PAGE_SIZE = 500;

const fields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'metadata.annotations',
  'spec.type',
  'spec.parent',
  'spec.profile',
  'spec.memberOf',
  'relations',
];

/** A Group or User, whose spec is not validated. */
type OrganisationEntity = Entity & {
  spec?: {
    type?: unknown;
    parent?: unknown;
    memberOf?: unknown;
    profile?: { displayName?: unknown; email?: unknown };
  };
};

/** @throws ServiceUnavailableError if the catalog is unavailable */
export async function readCatalogOrganisation(
  platform: Pick<Platform, 'catalog' | 'auth'>,
): Promise<CatalogOrganisation> {
  try {
    const groups = await readEntities(platform, 'Group');
    const users = await readEntities(platform, 'User');
    return {
      groups: sortBy(groups.map(toGroup), 'entity_ref'),
      users: sortBy(
        users.filter(user => !isPublishedByCallboard(user)).map(toUser),
        'entity_ref',
      ),
    };
  } catch (error) {
    throw new ServiceUnavailableError(
      'The catalog is not responding. Try again later',
      error,
    );
  }
}

async function readEntities(
  { catalog, auth }: Pick<Platform, 'catalog' | 'auth'>,
  kind: string,
): Promise<OrganisationEntity[]> {
  const pages = catalog.streamEntities(
    { filter: { kind }, fields, pageSize: PAGE_SIZE },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const entities: OrganisationEntity[] = [];
  for await (const page of pages) {
    entities.push(...(page as OrganisationEntity[]));
  }
  return entities;
}

function toGroup(entity: OrganisationEntity): CatalogGroup {
  const { metadata, spec } = entity;
  const department = metadata.annotations?.[DEPARTMENT_ANNOTATION];
  return {
    entity_ref: stringifyEntityRef(entity),
    name: cutText(getEntityName(entity), 255),
    type: toStorableLine(spec?.type),
    description: toStorableLine(metadata.description, 4_000) || null,
    parent_ref:
      getGroupRefs(entity, spec?.parent, RELATION_CHILD_OF)[0] ?? null,
    source_department_id:
      (isPublishedByCallboard(entity) && department) || null,
  };
}

function toUser(entity: OrganisationEntity): CatalogUser {
  const { spec } = entity;
  return {
    entity_ref: stringifyEntityRef(entity),
    display_name: getEntityName(entity),
    email: toStorableLine(spec?.profile?.email) || null,
    group_refs: getGroupRefs(entity, spec?.memberOf, RELATION_MEMBER_OF),
  };
}

function isPublishedByCallboard({ metadata }: Entity): boolean {
  return isFromCallboard(metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION]);
}

function getEntityName({ metadata, spec }: OrganisationEntity): string {
  return (
    toStorableLine(spec?.profile?.displayName) ||
    toStorableLine(metadata.title) ||
    metadata.name
  );
}

/** Returns the Groups that an entity declares, followed by further Groups in its relations. */
function getGroupRefs(
  entity: OrganisationEntity,
  declared: unknown,
  relationType: string,
): string[] {
  const declaredRefs = [declared]
    .flat()
    .filter(name => typeof name === 'string');
  const context = {
    defaultKind: 'Group',
    defaultNamespace: entity.metadata.namespace,
  };
  const related = (entity.relations ?? [])
    .filter(relation => relation.type === relationType)
    .map(({ targetRef }) => targetRef.toLowerCase());
  return uniq([
    ...declaredRefs.map(name =>
      stringifyEntityRef(parseEntityRef(name, context)),
    ),
    ...related,
  ]);
}
