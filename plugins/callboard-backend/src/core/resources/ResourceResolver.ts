import { Resource, ResourceType } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { VisibilityScope } from './VisibilityScope';

/** A thing, and whether it has been deleted. */
export interface ResolvedResource extends Resource {
  is_deleted: boolean;
}

/** Tells where things of one type are in the portal. */
export interface ResourceResolver {
  type: ResourceType;
  /** Those of some ids that somebody may see, in any order. */
  find(
    knex: Knex,
    ids: readonly string[],
    scope: VisibilityScope,
  ): Promise<ResolvedResource[]>;
}
