import { MAX_CELLS } from '@callboard/plugin-callboard-common';
import { problemsOf } from '@callboard/plugin-callboard-react';
import type { CellEdit, WeekEdits } from './CellEdit';
import { cellProblemsOf } from './cellProblemsOf';
import type { CellChange, SheetCell } from './SheetCell';

/** Cells that are filled one after the other go in one request, in milliseconds. */
const GATHER = 400;

interface CellInput {
  cell: SheetCell;
  edit: CellEdit;
}

/**
 * Holds what somebody has made of the cells of a week until the server has it.
 * Requests go one at a time, each with what has gathered meanwhile. Since a save is
 * all or nothing, cells that the server names as wrong stay here with the reason, and
 * the others are sent again without them. Nothing typed is ever dropped silently.
 */
export class SheetEdits {
  /** Called when something was not saved and nobody looks at it. */
  onUnseenProblem?: () => void;
  #edits: WeekEdits = new Map();
  #sending: ReadonlySet<CellEdit> = new Set();
  #timer?: ReturnType<typeof setTimeout>;
  #running: Promise<void> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly save: (cells: readonly CellChange[]) => Promise<unknown>,
  ) {}

  /** What is not saved; another map after every change. */
  readonly snapshot = (): WeekEdits => this.#edits;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether there is nothing to save, and nothing that could not be saved. */
  get isClean(): boolean {
    return this.#edits.size === 0;
  }

  /** Fills cells; they are saved soon. */
  set(changes: readonly CellChange[]): void {
    this.#put(
      changes.map(({ minutes, back, ...cell }) => ({
        cell,
        edit: { minutes, ...(back && { back }) },
      })),
    );
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), GATHER);
  }

  /** Keeps what was typed into a cell and cannot be read. */
  hold(cell: SheetCell, text: string, problem: string): void {
    this.#put([{ cell, edit: { text, problem } }]);
  }

  /** Gives up what is not saved of a cell, unless it is on its way. */
  drop(cell: SheetCell): boolean {
    const edit = this.#of(cell);
    if (!edit || this.#sending.has(edit)) {
      return edit === undefined;
    }
    this.#put([{ cell }]);
    return true;
  }

  /** Tries again to save what was refused. */
  retry(): Promise<void> {
    this.#put(
      this.#inputs()
        .filter(({ edit }) => edit.problem && edit.minutes !== undefined)
        .map(({ cell, edit: { problem: _, ...edit } }) => ({ cell, edit })),
    );
    return this.flush();
  }

  /** Saves what is to be saved, now; done when it is, or was refused. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = this.#running.then(() => this.#sendAll());
    return this.#running;
  }

  async #sendAll(): Promise<void> {
    // What is typed during a request goes with the next.
    for (let batch = this.#waiting(); batch.length > 0; ) {
      await this.#send(batch);
      batch = this.#waiting();
    }
  }

  async #send(batch: readonly CellInput[]): Promise<void> {
    this.#sending = new Set(batch.map(({ edit }) => edit));
    try {
      await this.save(
        batch.map(({ cell, edit: { minutes = 0, back } }) => ({
          ...cell,
          minutes,
          back,
        })),
      );
      this.#sending = new Set();
      this.#put(this.#unchanged(batch).map(({ cell }) => ({ cell })));
    } catch (error) {
      this.#sending = new Set();
      this.#refuse(batch, error);
    }
  }

  /** Keeps what the server found fault with; the rest of the batch waits again. */
  #refuse(batch: readonly CellInput[], error: unknown): void {
    const problems = cellProblemsOf(error);
    const named = batch.filter((_, at) => problems.has(at));
    const { message } = problemsOf(error);
    const refused = new Map(
      (named.length > 0 ? named : batch).map(input => [
        input,
        problems.get(batch.indexOf(input)) ?? message,
      ]),
    );
    this.#put(
      this.#unchanged([...refused.keys()]).map(input => ({
        cell: input.cell,
        edit: { ...input.edit, problem: refused.get(input) },
      })),
    );
    if (this.#listeners.size === 0) {
      this.onUnseenProblem?.();
    }
  }

  #inputs(): CellInput[] {
    return [...this.#edits].flatMap(([work_item_id, row]) =>
      [...row].map(([date, edit]) => ({ cell: { work_item_id, date }, edit })),
    );
  }

  #waiting(): CellInput[] {
    return this.#inputs()
      .filter(({ edit }) => edit.minutes !== undefined && !edit.problem)
      .slice(0, MAX_CELLS);
  }

  /** Those that nobody has typed over since. */
  #unchanged(inputs: readonly CellInput[]): CellInput[] {
    return inputs.filter(({ cell, edit }) => this.#of(cell) === edit);
  }

  #of({ work_item_id, date }: SheetCell): CellEdit | undefined {
    return this.#edits.get(work_item_id)?.get(date);
  }

  #put(inputs: ReadonlyArray<{ cell: SheetCell; edit?: CellEdit }>): void {
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
