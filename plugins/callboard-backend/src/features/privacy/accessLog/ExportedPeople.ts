import type { AccessLog } from './AccessLog';
import { NewLook } from './NewLook';

/** With so many people their counts are written, and counting begins anew. */
const MOST_COUNTED = 10_000;

/** An export of the log, as it is recorded. */
export interface ExportOfLog
  extends Pick<NewLook, 'by' | 'scope' | 'workspace_id'> {
  /** Those whom all its rows are about, whoever did it. */
  about: readonly string[];
}

/** Counts whose rows an export has, and records that before it ends. */
export class ExportedPeople {
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly entries: Pick<AccessLog, 'record'>,
    private readonly made: ExportOfLog,
  ) {}

  /** Counts a row of somebody. */
  see(user_id: string): void {
    for (const person of new Set([user_id, ...this.made.about])) {
      // The plugin itself does things, too.
      if (person.startsWith('user:')) {
        this.#counts.set(person, (this.#counts.get(person) ?? 0) + 1);
      }
    }
  }

  /**
   * Lets the lines of the file through. What was written of a file that is broken off is
   * recorded, too; a file whose people cannot be recorded is broken off.
   */
  async *recordWhile<Line>(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
    try {
      for await (const line of lines) {
        if (this.#counts.size >= MOST_COUNTED) await this.record();
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
