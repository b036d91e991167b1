import { LoggableItem } from '../worklogs/LoggableItems';
import { WorklogPair } from '../worklogs/WorklogRow';
import { WorklogDraft } from './WorklogDraft';

/** A row whose person is known. */
export interface OwnDraft {
  draft: WorklogDraft;
  logged_by: string;
}

/** An `OwnDraft` with the item to log the time on. */
export interface PlacedDraft extends OwnDraft {
  item: LoggableItem;
}

/** A `PlacedDraft` with the digest that recognises it in later imports. */
export interface DigestedDraft extends PlacedDraft {
  digest: string;
}

/** The worklog to create from a row. */
export interface NewEntry {
  /** The row number in a spreadsheet. */
  row: number;
  pair: WorklogPair;
}
