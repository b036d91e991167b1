import type { Timesheet } from '@callboard/plugin-callboard-common';
import type { CellBefore, CellChange, WeekCell } from './WeekCell';
import { TimesheetEdits } from './TimesheetEdits';

/** More than a person undoes. */
const MAX_ACTIONS = 100;

/** An undoable action on one or more cells. */
export interface TimesheetAction {
  /** The states of the cells before it. */
  cells: readonly CellBefore[];
  /** When it happened, in milliseconds since 1970. */
  doneAt: number;
}

/**
 * A week with unsaved edits and its undo stack. It outlives the page, so that edits survive
 * navigation.
 */
export class OpenTimesheet {
  readonly edits: TimesheetEdits;
  readonly #actions: TimesheetAction[] = [];

  constructor(
    /** The last response. */
    public timesheet: Timesheet,
    save: (
      openTimesheet: OpenTimesheet,
      cells: readonly CellChange[],
    ) => Promise<void>,
  ) {
    this.edits = new TimesheetEdits(cells => save(this, cells));
  }

  /** The saved minutes of a cell. */
  getSavedMinutes({ work_item_id, date }: WeekCell): number {
    const row = this.timesheet.rows.find(
      ({ issue_id }) => issue_id === work_item_id,
    );
    return row?.days[date] ?? 0;
  }

  /** The displayed state of a cell. */
  getCellState(cell: WeekCell): CellBefore {
    const edit = this.edits.snapshot().get(cell.work_item_id)?.get(cell.date);
    const { text, problem = '' } = edit ?? {};
    return {
      cell,
      minutes: edit?.minutes ?? this.getSavedMinutes(cell),
      ...(text !== undefined && { invalidInput: { text, problem } }),
    };
  }

  /** Records an undoable action, as the former states of its cells. */
  note(cells: readonly CellBefore[]): TimesheetAction {
    const action = { cells, doneAt: Date.now() };
    this.#actions.push(action);
    this.#actions.splice(0, this.#actions.length - MAX_ACTIONS);
    return action;
  }

  /** When the last undoable action happened; undefined if the stack is empty. */
  get lastActionAt(): number | undefined {
    return this.#actions.at(-1)?.doneAt;
  }

  /** The states of a cell before each undoable action. */
  listStatesBefore({ work_item_id, date }: WeekCell): CellBefore[] {
    return this.#actions
      .flatMap(({ cells }) => cells)
      .filter(
        ({ cell }) => cell.work_item_id === work_item_id && cell.date === date,
      );
  }

  /**
   * Removes an action from the undo stack, by default the last one.
   *
   * @returns undefined if it was undone before
   */
  take(action = this.#actions.at(-1)): TimesheetAction | undefined {
    const at = action ? this.#actions.lastIndexOf(action) : -1;
    return at < 0 ? undefined : this.#actions.splice(at, 1)[0];
  }
}
