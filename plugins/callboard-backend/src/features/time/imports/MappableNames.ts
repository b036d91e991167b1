import { WorklogImportResult } from '@callboard/plugin-callboard-common';
import { orderBy } from 'lodash';
import { DraftPerson } from '../../../core/people/matchPeople';
import { WorklogMapping } from './WorklogMapping';
import { FileTask, getTaskKey, WorklogDraft } from './WorklogDraft';

/** Collects the tasks and people in a file that are mapped, and those that still need a mapping. */
export class MappableNames {
  /** The tasks by key, with their row numbers. A row that crosses midnight has several drafts. */
  readonly #tasks = new Map<
    string,
    { fileTask: FileTask; rows: Set<number> }
  >();
  readonly #mappedPeople = new Map<string, string>();
  readonly #unmappedPeople = new Set<string>();

  constructor(private readonly mapping: WorklogMapping) {}

  /** Adds the task of a row. The row itself must not name a work item that the caller can see. */
  addTask({ row, fileTask }: WorklogDraft): void {
    const key = getTaskKey(fileTask);
    const task = this.#tasks.get(key) ?? { fileTask, rows: new Set() };
    this.#tasks.set(key, task);
    task.rows.add(row);
  }

  /** @param canImport - whether the caller can import time for the person */
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
    return this.listTasks().filter(task => !this.mapping.findItem(task));
  }

  listUnmappedPeople(): string[] {
    return [...this.#unmappedPeople];
  }

  /** @param created - the identifiers of created items, by id */
  listMapped(
    created: ReadonlyMap<string, string>,
  ): Pick<WorklogImportResult['mapped'], 'items' | 'people'> {
    return {
      items: this.listTasks().flatMap(task => {
        const mapped = this.mapping.findItem(task);
        if (!mapped) return [];
        const { newIn, ...item } = mapped;
        const identifier = newIn ? created.get(item.id) : item.identifier;
        const work_item =
          identifier === undefined ? null : { ...item, identifier };
        return [{ ...task, work_item }];
      }),
      people: [...this.#mappedPeople].map(([name, user_ref]) => ({
        name,
        user_ref,
      })),
    };
  }

  /** Lists the tasks and their numbers of rows, highest number first. */
  private listTasks(): Array<FileTask & { rows: number }> {
    const tasks = [...this.#tasks.values()].map(({ fileTask, rows }) => ({
      ...fileTask,
      rows: rows.size,
    }));
    return orderBy(tasks, 'rows', 'desc');
  }
}
