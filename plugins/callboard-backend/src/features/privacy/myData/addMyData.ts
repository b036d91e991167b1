import { endpoints } from '@callboard/plugin-callboard-common';
import { Writable } from 'stream';
import { Core } from '../../../core/Core';
import { FeatureTables } from '../../../database/FeatureTables';
import { toJsonLine, writeZip, ZipFile } from '../../../exports';
import { sendDownload } from '../../../http/downloads';
import { MyDataReader, OwnDomain } from './MyDataReader';
import { OwnRows } from './OwnRows';

/** The name of the file that describes the archive. */
const README_NAME = 'README.txt';

/** Lets people view and download the data stored about them. */
export function addMyData(
  { router, reader, clock }: Core,
  stored: () => readonly FeatureTables[],
): void {
  const data = new MyDataReader({ reader, stored });
  router.handle(endpoints.getMyData, ({ caller }) =>
    data.read(caller.user_ref),
  );
  router.download(endpoints.exportMyData, async ({ caller }, res) => {
    const { user_ref } = caller;
    const madeAt = new Date(clock.now()).toISOString();
    const domains = await data.listDomains(user_ref);
    await sendDownload(
      res,
      {
        name: `My_data_${madeAt.slice(0, 10)}.zip`,
        mediaType: endpoints.exportMyData.download!,
      },
      output => writeMyData(output, domains, { user_ref, madeAt }),
    );
  });
}

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
  yield { name: README_NAME, texts: [buildArchiveReadme(about)] };
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

/** The README of the archive with a person's data. */
function buildArchiveReadme(about: {
  user_ref: string;
  madeAt: string;
}): string {
  return `What Callboard stores about ${about.user_ref}
Created at ${about.madeAt}

Each folder is an area of Callboard, such as "time" or "activity". Each file is a
database table, with one JSON object per line for each row about you. Text editors and
most data tools can open it. Tables without rows about you have no file.

A line contains the data about you, and the columns that identify the row.
Times are in UTC.

activity/activity.jsonl has three kinds of lines:
- Your own actions, with all recorded details.
- Changes that others made to your staff record or your memberships. The file omits
  who made them.
- Actions of others that name you, such as assigning you a work item. The line contains
  only the field that names you.

Other files can also contain rows that only name you: these lines contain your name and
its field. Data about other people, including their names, is omitted.

Not in this file:
- Secrets that would let others act on your behalf, such as the key of your calendar feed.
- Copies of texts that Callboard uses for searching and sorting.
- Free text about you that does not reference your user,
  for example in the title of a work item.
- Data that the portal or other plugins store about you.

The access log of your data is under "My activity" in the portal.
`;
}
