import { type Timesheet, MAX_CELLS } from '@callboard/plugin-callboard-common';
import {
  getProblems,
  getFieldProblems,
} from '@callboard/plugin-callboard-react';
import type {
  CellState,
  CellChange,
  WeekCell,
  CellEdit,
  WeekEdits,
} from './weekCells';

/** The reasons why the server rejected cells, by their index in the request. */
function getCellProblems(error: unknown): ReadonlyMap<number, string> {
  const problems = new Map<number, string>();
  for (const { field, reason } of getFieldProblems(error)) {
    const index = /^body\.cells\[(\d+)\]/.exec(field)?.[1];
    if (index && !problems.has(Number(index))) {
      problems.set(Number(index), reason);
    }
  }
  return problems;
}

/** How long edits are collected for one request, in milliseconds. */
const SAVE_DELAY_MS = 400;

interface CellInput {
  cell: WeekCell;
  edit: CellEdit;
}

/**
 * Stores edits of a week's cells until they are saved. Requests run one at a time, each with the
 * edits since the previous one. If the server rejects a cell, it saves no cell of the request: the
 * rejected cells stay here with the reason, and the other cells are sent again. No input is ever
 * dropped silently.
 */
export class TimesheetEdits {
  /** Called when a save failed while no component shows the edits. */
  onBackgroundFailure?: () => void;
  #edits: WeekEdits = new Map();
  #sending: ReadonlySet<CellEdit> = new Set();
  #timer?: ReturnType<typeof setTimeout>;
  #lastFlush: Promise<void> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly save: (cells: readonly CellChange[]) => Promise<unknown>,
  ) {}

  /** The unsaved edits; a new map after every change. */
  readonly getSnapshot = (): WeekEdits => this.#edits;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get isClean(): boolean {
    return this.#edits.size === 0;
  }

  hasProblem(cell: WeekCell): boolean {
    return this.#findEdit(cell)?.problem !== undefined;
  }

  /** Sets cells; they are saved after a short delay. */
  set(changes: readonly CellChange[]): void {
    this.#put(
      changes.map(({ minutes, restoreTo, ...cell }) => ({
        cell,
        edit: { minutes, ...(restoreTo && { restoreTo }) },
      })),
    );
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), SAVE_DELAY_MS);
  }

  storeInvalidInput(cell: WeekCell, text: string, problem: string): void {
    this.#put([{ cell, edit: { text, problem } }]);
  }

  /** Discards an edit that is not being sent; returns whether the cell has no edit now. */
  discard(cell: WeekCell): boolean {
    const edit = this.#findEdit(cell);
    if (!edit || this.#sending.has(edit)) {
      return edit === undefined;
    }
    this.#put([{ cell }]);
    return true;
  }

  retry(): Promise<void> {
    this.#put(
      this.#listInputs()
        .filter(({ edit }) => edit.problem && edit.minutes !== undefined)
        .map(({ cell, edit: { problem: _, ...edit } }) => ({ cell, edit })),
    );
    return this.flush();
  }

  /** Saves pending edits now. Resolves when all are saved or rejected. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#lastFlush = this.#lastFlush.then(() => this.#sendAll());
    return this.#lastFlush;
  }

  async #sendAll(): Promise<void> {
    // Edits made during a request go into the next request.
    let batch = this.#listPendingInputs();
    while (batch.length > 0) {
      await this.#send(batch);
      batch = this.#listPendingInputs();
    }
  }

  async #send(batch: readonly CellInput[]): Promise<void> {
    this.#sending = new Set(batch.map(({ edit }) => edit));
    try {
      await this.save(
        batch.map(({ cell, edit: { minutes = 0, restoreTo } }) => ({
          ...cell,
          minutes,
          restoreTo,
        })),
      );
      this.#sending = new Set();
      this.#put(this.#filterUnchanged(batch).map(({ cell }) => ({ cell })));
    } catch (error) {
      this.#sending = new Set();
      this.#markRejected(batch, error);
    }
  }

  /**
   * Marks the cells that the error names; the other cells of the batch stay pending. If the error
   * names no cell, marks the whole batch.
   */
  #markRejected(batch: readonly CellInput[], error: unknown): void {
    const problems = getCellProblems(error);
    const namedInputs = batch.filter((_, index) => problems.has(index));
    const { message } = getProblems(error);
    const rejections = new Map(
      (namedInputs.length > 0 ? namedInputs : batch).map(input => [
        input,
        problems.get(batch.indexOf(input)) ?? message,
      ]),
    );
    this.#put(
      this.#filterUnchanged([...rejections.keys()]).map(input => ({
        cell: input.cell,
        edit: { ...input.edit, problem: rejections.get(input) },
      })),
    );
    if (this.#listeners.size === 0) {
      this.onBackgroundFailure?.();
    }
  }

  #listInputs(): CellInput[] {
    return [...this.#edits].flatMap(([work_item_id, row]) =>
      [...row].map(([date, edit]) => ({ cell: { work_item_id, date }, edit })),
    );
  }

  #listPendingInputs(): CellInput[] {
    return this.#listInputs()
      .filter(({ edit }) => edit.minutes !== undefined && !edit.problem)
      .slice(0, MAX_CELLS);
  }

  #filterUnchanged(inputs: readonly CellInput[]): CellInput[] {
    return inputs.filter(({ cell, edit }) => this.#findEdit(cell) === edit);
  }

  #findEdit({ work_item_id, date }: WeekCell): CellEdit | undefined {
    return this.#edits.get(work_item_id)?.get(date);
  }

  /** Sets the edits of cells, or removes them where `edit` is undefined. */
  #put(inputs: ReadonlyArray<{ cell: WeekCell; edit?: CellEdit }>): void {
    const edits = new Map(this.#edits);
    for (const { cell, edit } of inputs) {
      const row = new Map(edits.get(cell.work_item_id));
      if (edit) {
        row.set(cell.date, edit);
      } else {
        row.delete(cell.date);
      }
      edits.set(cell.work_item_id, row);
      if (row.size === 0) {
        edits.delete(cell.work_item_id);
      }
    }
    this.#edits = edits;
    this.#listeners.forEach(listener => listener());
  }
}

/** The maximum size of the undo stack. Older actions are dropped. */
const MAX_ACTIONS = 100;

export interface TimesheetAction {
  cells: readonly CellState[];
  /** The time of the action, in milliseconds since 1970. */
  doneAt: number;
}

/** A week with its unsaved edits and undo stack. It outlives the page's components. */
export class OpenTimesheet {
  readonly edits: TimesheetEdits;
  readonly #actions: TimesheetAction[] = [];

  constructor(
    public timesheet: Timesheet,
    save: (
      openTimesheet: OpenTimesheet,
      cells: readonly CellChange[],
    ) => Promise<void>,
  ) {
    this.edits = new TimesheetEdits(cells => save(this, cells));
  }

  getSavedMinutes({ work_item_id, date }: WeekCell): number {
    const row = this.timesheet.rows.find(
      ({ issue_id }) => issue_id === work_item_id,
    );
    return row?.days[date] ?? 0;
  }

  getCellState(cell: WeekCell): CellState {
    const edit = this.edits
      .getSnapshot()
      .get(cell.work_item_id)
      ?.get(cell.date);
    const { text, problem = '' } = edit ?? {};
    return {
      cell,
      minutes: edit?.minutes ?? this.getSavedMinutes(cell),
      ...(text !== undefined && { invalidInput: { text, problem } }),
    };
  }

  /** Adds an action to the undo stack. `cells` are their states before the action. */
  recordAction(cells: readonly CellState[]): TimesheetAction {
    const action = { cells, doneAt: Date.now() };
    this.#actions.push(action);
    this.#actions.splice(0, this.#actions.length - MAX_ACTIONS);
    return action;
  }

  /** The time of the last undoable action; undefined if the stack is empty. */
  get lastActionAt(): number | undefined {
    return this.#actions.at(-1)?.doneAt;
  }

  /** Lists the states that a cell had before each undoable action on the cell. */
  listStatesBefore({ work_item_id, date }: WeekCell): CellState[] {
    return this.#actions
      .flatMap(({ cells }) => cells)
      .filter(
        ({ cell }) => cell.work_item_id === work_item_id && cell.date === date,
      );
  }

  /** Removes an action, by default the last; undefined if it has been undone already. */
  removeAction(action = this.#actions.at(-1)): TimesheetAction | undefined {
    const index = action ? this.#actions.lastIndexOf(action) : -1;
    return index < 0 ? undefined : this.#actions.splice(index, 1)[0];
  }
}
