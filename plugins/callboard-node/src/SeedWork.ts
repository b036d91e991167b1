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

/** The created settings, in the order of the plan. @public */
export interface SeedWorkSettings {
  labels: Label[];
  cycles: Cycle[];
  modules: WorkModule[];
}

/**
 * A seeded action on items of a project: it creates one, changes one, or changes several in the
 * same way.
 *
 * Items created by earlier actions of the same call are referenced by the name they got there,
 * others by id.
 *
 * @public
 */
export type SeedWorkChange = SeedActor &
  (
    | {
        /** The name of the new item among the actions. */
        make: string;
        input: NewWorkItem;
      }
    | {
        /** The items, up to 100. */
        change: string[];
        patch: Omit<WorkItemBulkUpdate['changes'], 'parent_id'>;
      }
  );

/** A comment on an item, dated to the past. @public */
export interface SeedComment extends SeedActor {
  /** The id of the item. */
  on: string;
  /** Markdown. */
  body: string;
}
