import type { Timesheet } from '@callboard/plugin-callboard-common';
import type { CellBefore, CellChange, SheetCell } from './SheetCell';
import { SheetEdits } from './SheetEdits';

/** More than anybody takes back. */
const MAX_ACTIONS = 100;

/** Something that somebody did to cells at once. */
export interface SheetAct {
  /** What they were before. */
  cells: readonly CellBefore[];
  /** When it was done, in milliseconds since 1970. */
  doneAt: number;
}

/**
 * A week that somebody works on: what is not saved yet, and what can be taken back. It
 * outlives the page, so that nothing is lost where somebody leaves in a hurry.
 */
export class OpenSheet {
  readonly edits: SheetEdits;
  readonly #actions: SheetAct[] = [];

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

  /** Notes an act that can be taken back, by what its cells were before. */
  note(cells: readonly CellBefore[]): SheetAct {
    const act = { cells, doneAt: Date.now() };
    this.#actions.push(act);
    this.#actions.splice(0, this.#actions.length - MAX_ACTIONS);
    return act;
  }

  /** When the last act was done that can be taken back; undefined where there is none. */
  get lastActAt(): number | undefined {
    return this.#actions.at(-1)?.doneAt;
  }

  /** What a cell was before the acts that can be taken back. */
  statesBefore({ work_item_id, date }: SheetCell): CellBefore[] {
    return this.#actions
      .flatMap(({ cells }) => cells)
      .filter(
        ({ cell }) => cell.work_item_id === work_item_id && cell.date === date,
      );
  }

  /**
   * An act that is noted, by default the last one, which then is no longer; undefined
   * where it was taken back before.
   */
  take(act = this.#actions.at(-1)): SheetAct | undefined {
    const at = act ? this.#actions.lastIndexOf(act) : -1;
    return at < 0 ? undefined : this.#actions.splice(at, 1)[0];
  }
}
