import { WorklogImportResult } from '@callboard/plugin-callboard-common';
import { DraftPerson } from '../../../core/people/matchPeople';
import { WorklogMapping } from './WorklogMapping';
import { FileTask, getTaskKey, WorklogDraft } from './WorklogDraft';

/** Counts rows by task. */
class TaskCounts {
  readonly #tasks = new Map<string, FileTask & { rows: number }>();
  #lastRow = 0;

  /**
   * Counts the row of a draft. A row that crosses midnight has several drafts, which must be added
   * one after the other, so that the row counts once.
   */
  add({ row, fileTask }: WorklogDraft): void {
    if (row === this.#lastRow) {
      return;
    }
    this.#lastRow = row;
    const key = getTaskKey(fileTask);
    const counted = this.#tasks.get(key);
    if (counted) {
      counted.rows += 1;
    } else {
      this.#tasks.set(key, { ...fileTask, rows: 1 });
    }
  }

  /** Lists the tasks and their numbers of rows, highest number first. */
  list(): Array<FileTask & { rows: number }> {
    return [...this.#tasks.values()].sort((a, b) => b.rows - a.rows);
  }
}

/** Collects the tasks and people in a file that are mapped, and those that still need a mapping. */
export class MappableNames {
  readonly #mappedTasks = new TaskCounts();
  readonly #unmappedTasks = new TaskCounts();
  readonly #mappedPeople = new Map<string, string>();
  readonly #unmappedPeople = new Set<string>();

  constructor(private readonly mapping: WorklogMapping) {}

  /** Adds the task of a row. The row itself must not name a work item that the caller can see. */
  addTask(draft: WorklogDraft): void {
    if (this.mapping.findItem(draft.fileTask)) {
      this.#mappedTasks.add(draft);
    } else {
      this.#unmappedTasks.add(draft);
    }
  }

  /**
   * Adds a person.
   *
   * @param canImport - whether the caller can import time for the person
   */
  addPerson(person: DraftPerson, canImport: boolean): void {
    const name =
      person.email ?? person.username ?? person.name ?? person.user_ref!;
    const user_ref = this.mapping.findPerson(person);
    if (user_ref !== undefined) {
      this.#mappedPeople.set(name, user_ref);
    } else if (!canImport) {
      this.#unmappedPeople.add(name);
    }
  }

  listUnmappedTasks(): Array<FileTask & { rows: number }> {
    return this.#unmappedTasks.list();
  }

  listUnmappedPeople(): string[] {
    return [...this.#unmappedPeople];
  }

  /** @param created - the identifiers of created items, by id */
  listMapped(
    created: ReadonlyMap<string, string>,
  ): Pick<WorklogImportResult['mapped'], 'items' | 'people'> {
    return {
      items: this.#mappedTasks.list().map(counted => {
        const { newIn, ...item } = this.mapping.findItem(counted)!;
        const identifier = newIn ? created.get(item.id) : item.identifier;
        return {
          ...counted,
          work_item: identifier === undefined ? null : { ...item, identifier },
        };
      }),
      people: [...this.#mappedPeople].map(([name, user_ref]) => ({
        name,
        user_ref,
      })),
    };
  }
}
