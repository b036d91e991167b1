import { LoggableItem } from '../worklogs/LoggableItems';
import { WorklogPair } from '../worklogs/WorklogRow';
import { WorklogDraft } from './WorklogDraft';

/** A row of which it is known whose time it is. */
export interface OwnDraft {
  draft: WorklogDraft;
  logged_by: string;
}

/** The same, with the item that the time is to be logged on. */
export interface PlacedDraft extends OwnDraft {
  item: LoggableItem;
}

/** The same, with the digest by which it is known when it comes again. */
export interface DigestedDraft extends PlacedDraft {
  digest: string;
}

/** The entry that is to be made of a row. */
export interface NewEntry {
  /** The number that a spreadsheet shows. */
  row: number;
  pair: WorklogPair;
}
