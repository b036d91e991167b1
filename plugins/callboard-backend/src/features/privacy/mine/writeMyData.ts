import { Writable } from 'stream';
import { toJsonLine, writeZip, ZipFile } from '../../../exports';
import { OwnDomain } from './MyDataReader';
import { buildArchiveReadme } from './buildArchiveReadme';
import { OwnRows } from './OwnRows';

/** The file that describes the archive. */
const ABOUT = 'README.txt';

/**
 * Writes the data about a person as an archive, with a JSON Lines file per non-empty table.
 *
 * @throws ExportAborted when the reader disconnects
 */
export async function writeMyData(
  output: Writable,
  domains: readonly OwnDomain[],
  about: { user_ref: string; madeAt: string },
): Promise<void> {
  await writeZip(output, toZipFiles(domains, about));
}

async function* toZipFiles(
  domains: readonly OwnDomain[],
  about: { user_ref: string; madeAt: string },
): AsyncGenerator<ZipFile> {
  yield { name: ABOUT, texts: [buildArchiveReadme(about)] };
  for (const { domain, tables } of domains) {
    for (const rows of tables) {
      const lines = streamJsonLines(rows);
      const first = await lines.next();
      // Skips tables without rows, which would be empty files.
      if (first.done) continue;
      yield {
        name: `${domain}/${rows.table}.jsonl`,
        texts: prependItem(first.value, lines),
      };
    }
  }
}

async function* streamJsonLines(rows: OwnRows): AsyncGenerator<string, void> {
  for await (const row of rows.streamAll()) {
    yield toJsonLine(row);
  }
}

async function* prependItem<T>(first: T, rest: AsyncIterable<T>) {
  yield first;
  yield* rest;
}
