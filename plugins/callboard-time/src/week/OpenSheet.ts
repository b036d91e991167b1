import type { Timesheet } from '@callboard/plugin-callboard-common';
import type { LostEntries } from './saveSheet';
import type { CellChange, SheetCell } from './SheetCell';
import { SheetEdits } from './SheetEdits';

/** More than anybody takes back. */
const MOST_ACTS = 100;

/** What a cell was before an act. */
export interface CellBefore {
  cell: SheetCell;
  minutes: number;
  /** What was typed and could not be read. */
  held?: { text: string; problem: string };
}

/** What cells were before somebody did something to all of them at once. */
export type SheetAct = readonly CellBefore[];

/**
 * A week that somebody works on: what is not saved yet, and what can be taken back. It
 * outlives the page, so that nothing is lost where somebody leaves in a hurry.
 */
export class OpenSheet {
  readonly edits: SheetEdits;
  /** What cells held before they were emptied. */
  readonly lost: LostEntries = new Map();
  readonly #acts: SheetAct[] = [];

  constructor(
    /** As it was read last. */
    public timesheet: Timesheet,
    save: (sheet: OpenSheet, cells: readonly CellChange[]) => Promise<void>,
  ) {
    this.edits = new SheetEdits(cells => save(this, cells));
  }

  /** The minutes that the server has of a cell. */
  savedMinutes({ work_item_id, date }: SheetCell): number {
    const row = this.timesheet.rows.find(
      ({ issue_id }) => issue_id === work_item_id,
    );
    return row?.days[date] ?? 0;
  }

  /** What a cell is to somebody who looks at it. */
  stateOf(cell: SheetCell): CellBefore {
    const edit = this.edits.snapshot().get(cell.work_item_id)?.get(cell.date);
    const { text, problem = '' } = edit ?? {};
    return {
      cell,
      minutes: edit?.minutes ?? this.savedMinutes(cell),
      ...(text !== undefined && { held: { text, problem } }),
    };
  }

  /** Notes an act that can be taken back. */
  note(act: SheetAct): void {
    this.#acts.push(act);
    this.#acts.splice(0, this.#acts.length - MOST_ACTS);
  }

  /**
   * An act that is noted, by default the last one, which then is no longer; undefined
   * where it was taken back before.
   */
  take(act = this.#acts.at(-1)): SheetAct | undefined {
    const at = act ? this.#acts.lastIndexOf(act) : -1;
    return at < 0 ? undefined : this.#acts.splice(at, 1)[0];
  }
}
