import { LoggableItem } from '../worklogs/LoggableItems';
import { WorklogPair } from '../worklogs/WorklogRow';
import { WorklogDraft } from './WorklogDraft';

/** A row whose person is known. */
export interface AttributedDraft {
  draft: WorklogDraft;
  logged_by: string;
}

/** An `AttributedDraft` with the item to log the time on. */
export interface PlacedDraft extends AttributedDraft {
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
