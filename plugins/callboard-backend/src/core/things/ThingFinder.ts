import { Thing, ThingType } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Sight } from './Sight';

/** A thing, and whether it has been deleted. */
export interface FoundThing extends Thing {
  is_gone: boolean;
}

/** Tells where things of one type are in the portal. */
export interface ThingFinder {
  type: ThingType;
  /** Those of some ids that somebody may see, in any order. */
  find(knex: Knex, ids: readonly string[], sight: Sight): Promise<FoundThing[]>;
}
