import { Resource, ResourceType } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { VisibilityScope } from './VisibilityScope';

/** A resource, and whether it has been deleted. */
export interface ResolvedResource extends Resource {
  is_deleted: boolean;
}

/** Resolves the paths of resources of one type. */
export interface ResourceResolver {
  type: ResourceType;
  /** The resources among some ids that a user may see, in any order. */
  find(
    knex: Knex,
    ids: readonly string[],
    scope: VisibilityScope,
  ): Promise<ResolvedResource[]>;
}
