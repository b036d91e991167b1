import { RowError } from '@callboard/plugin-callboard-common';
import { readFileSync } from 'fs';
import { join } from 'path';
import { Uploads } from '../../../../imports/__testUtils__/Uploads';
import { ReadOptions, readWorklogFile } from '../readWorklogFile';
import { WorklogFile } from '../WorklogDraft';

/** Parses worklog files, by default in the time zone of Berlin. */
export class TimeFiles {
  readonly #uploads = new Uploads();

  /** Parses a file with this content. */
  read(
    content: string | Buffer,
    zone = 'Europe/Berlin',
    options: Partial<ReadOptions> = {},
  ): Promise<WorklogFile> {
    return readWorklogFile(this.#uploads.store(content), {
      zone,
      minutesPerDay: 480,
      ...options,
    });
  }

  /** Parses a fixture file. */
  readFixture(
    name: string,
    options?: Partial<ReadOptions>,
  ): Promise<WorklogFile> {
    return this.read(
      readFileSync(join(__dirname, '../__fixtures__', name)),
      undefined,
      options,
    );
  }

  dispose(): void {
    this.#uploads.dispose();
  }
}

/** The errors of unreadable rows, as `2 duration: must be …`. */
export function formatFileErrors({ report }: WorklogFile): string[] {
  return report
    .buildResult({ preview: false })
    .errors.map(
      ({ row, field, reason }: RowError) => `${row} ${field}: ${reason}`,
    );
}
