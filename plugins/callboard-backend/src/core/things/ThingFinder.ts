import { Thing, ThingType } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Sight } from './Sight';

/** Tells where things of one type are in the portal. */
export interface ThingFinder {
  type: ThingType;
  /** Those of some ids that are there for somebody, in any order. */
  find(knex: Knex, ids: readonly string[], sight: Sight): Promise<Thing[]>;
}
