import { SeedWorkChange } from '@callboard/plugin-callboard-node';
import { Actor } from '../../../access/actor';

/** A past action with its actor. */
export type DatedSeedChange = SeedWorkChange & { actor: Actor };
