import { SeedActor } from '@callboard/plugin-callboard-node';

/** Something that somebody said about an item. */
export interface Remark extends SeedActor {
  /** The name of the item. */
  on: string;
  body: string;
}
