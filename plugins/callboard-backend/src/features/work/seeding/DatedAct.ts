import { SeedWorkAct } from '@callboard/plugin-callboard-node';
import { Actor } from '../../../access/actor';

/** An act of the past, and who did it. */
export type DatedAct = SeedWorkAct & { actor: Actor };
