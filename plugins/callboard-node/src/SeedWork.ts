import {
  Cycle,
  Label,
  NewCycle,
  NewLabel,
  NewWorkItem,
  NewWorkModule,
  WorkItemBulkUpdate,
  WorkModule,
} from '@callboard/plugin-callboard-common';
import { SeedActor } from './SeedActor';

/** The labels, cycles and modules to create in a project. @public */
export interface SeedWorkPlan {
  labels?: NewLabel[];
  cycles?: NewCycle[];
  modules?: NewWorkModule[];
}

/** What was created, in the order of the plan. @public */
export interface SeedWorkSettings {
  labels: Label[];
  cycles: Cycle[];
  modules: WorkModule[];
}

/**
 * Something that somebody did to items of a project: made one, changed one, or
 * made the same change to several.
 *
 * Items made by earlier acts of the same call go by the name they got there,
 * others by id.
 *
 * @public
 */
export type SeedWorkAct = SeedActor &
  (
    | {
        /** The name of the new item among the acts. */
        make: string;
        input: NewWorkItem;
      }
    | {
        /** The items, up to 100. */
        change: string[];
        patch: Omit<WorkItemBulkUpdate['changes'], 'parent_id'>;
      }
  );

/**
 * A comment of a past moment on an item.
 *
 * @public
 */
export interface SeedComment extends SeedActor {
  /** The id of the item. */
  on: string;
  /** Markdown. */
  body: string;
}
