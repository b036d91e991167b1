import { SeedWorkChange } from '@callboard/plugin-callboard-node';
import { Actor } from '../../../kernel/actor';

/** A past action with its actor. */
export type DatedSeedChange = SeedWorkChange & { actor: Actor };
