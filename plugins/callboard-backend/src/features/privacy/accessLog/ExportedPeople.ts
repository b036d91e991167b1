import type { AccessLog } from './AccessLog';
import { NewAccessLogEntry } from './NewAccessLogEntry';

/** At this many people the counts are written and reset. */
const MAX_COUNTED = 10_000;

/** An export of the activity log, for the access log. */
export interface ExportOfLog
  extends Pick<NewAccessLogEntry, 'actor' | 'scope' | 'workspace_id'> {
  /** The people whom all of its rows are about, whoever acted. */
  about: readonly string[];
}

/** Counts the rows of each person in an export, and records them before it ends. */
export class ExportedPeople {
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly entries: Pick<AccessLog, 'record'>,
    private readonly made: ExportOfLog,
  ) {}

  /** Counts a row of a person. */
  see(user_id: string): void {
    for (const person of new Set([user_id, ...this.made.about])) {
      // The plugin itself is an actor, too.
      if (person.startsWith('user:')) {
        this.#counts.set(person, (this.#counts.get(person) ?? 0) + 1);
      }
    }
  }

  /**
   * Passes the lines of the file through. Records aborted files up to the abort; aborts a file
   * whose people cannot be recorded.
   */
  async *recordWhile<Line>(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
    try {
      for await (const line of lines) {
        if (this.#counts.size >= MAX_COUNTED) await this.record();
        yield line;
      }
    } finally {
      await this.record();
    }
  }

  private async record(): Promise<void> {
    const { about: _, ...made } = this.made;
    const entries = [...this.#counts].map(([person_ref, rows]) => ({
      ...made,
      person_ref,
      kind: 'export' as const,
      rows,
    }));
    this.#counts.clear();
    await this.entries.record(entries);
  }
}
