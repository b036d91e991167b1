import { SeedActor } from '@callboard/plugin-callboard-node';
import { Composed } from './composeItem';

/** What items are given. */
export interface Gift {
  /** By name. */
  state?: string;
  /** By index. */
  cycle?: number;
  assignees?: string[];
  start_date?: string;
  target_date?: string;
  archived?: true;
  draft?: true;
  /** By name. */
  parent?: string;
}

/** Something that somebody did to items, which go by names of their own. */
export type Deed = SeedActor & { gift: Gift } & (
    | { make: string; item: Composed }
    | { change: string[] }
  );
