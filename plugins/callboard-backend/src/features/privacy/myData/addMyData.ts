import {
  endpoints,
  MAX_COUNTED_ROWS,
  MAX_SHOWN_ROWS,
  MyData,
  PersonalTable,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { Writable } from 'stream';
import { Core } from '../../../core/Core';
import { FeatureTables } from '../../../database/FeatureTables';
import { toJsonLine, writeZip, ZipFile } from '../../../exports';
import { sendDownload } from '../../../http/downloads';
import { readIdentity } from './OwnRow';
import { OwnRows } from './OwnRows';

/** The rows about a person in one domain. */
interface OwnDomain {
  domain: string;
  tables: OwnRows[];
}

/** Reads the data stored about a person, as features declare it. */
export class MyDataReader {
  constructor(
    private readonly deps: {
      /** The connection for slow reads. */
      reader: Knex;
      /** The data inventory of all features. */
      getInventory: () => readonly FeatureTables[];
    },
  ) {}

  /**
   * Returns the data about a person, with the first rows of each table. Excludes rows that identify
   * the person only within JSON: finding these requires full table scans.
   */
  async read(user_ref: string): Promise<MyData> {
    const domains: MyData['domains'] = [];
    for (const { domain, tables: ownTables } of await this.listDomains(
      user_ref,
    )) {
      const tables: PersonalTable[] = [];
      for (const rows of ownTables) {
        const table = await readTable(rows);
        if (table.total > 0) tables.push(table);
      }
      if (tables.length > 0) domains.push({ domain, tables });
    }
    return { user_ref, domains };
  }

  /** Lists the domains with all rows about a person. The rows are read lazily. */
  async listDomains(user_ref: string): Promise<OwnDomain[]> {
    const { reader, getInventory } = this.deps;
    const identity = await readIdentity(reader, user_ref);
    return getInventory().map(({ domain, personal }) => ({
      domain,
      tables: Object.entries(groupBy(personal, 'table')).map(
        ([table, declared]) => new OwnRows(reader, identity, table, declared),
      ),
    }));
  }
}

async function readTable(rows: OwnRows): Promise<PersonalTable> {
  const counted = await rows.count(MAX_COUNTED_ROWS + 1);
  return {
    table: rows.table,
    rows: counted > 0 ? await rows.listFirst(MAX_SHOWN_ROWS) : [],
    total: Math.min(counted, MAX_COUNTED_ROWS),
    total_at_least: counted > MAX_COUNTED_ROWS,
  };
}

/** The name of the file that describes the archive. */
const README_NAME = 'README.txt';

/** Lets people view and download the data stored about them. */
export function addMyData(
  { router, reader, clock }: Core,
  getInventory: () => readonly FeatureTables[],
): void {
  const dataReader = new MyDataReader({ reader, getInventory });
  router.handle(endpoints.getMyData, ({ caller }) =>
    dataReader.read(caller.user_ref),
  );
  router.download(endpoints.exportMyData, async ({ caller }, res) => {
    const { user_ref } = caller;
    const createdAt = new Date(clock.now()).toISOString();
    const domains = await dataReader.listDomains(user_ref);
    await sendDownload(
      res,
      {
        name: `My_data_${createdAt.slice(0, 10)}.zip`,
        mediaType: endpoints.exportMyData.download!,
      },
      output => writeMyData(output, domains, { user_ref, createdAt }),
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
  about: { user_ref: string; createdAt: string },
): Promise<void> {
  await writeZip(output, toZipFiles(domains, about));
}

async function* toZipFiles(
  domains: readonly OwnDomain[],
  about: { user_ref: string; createdAt: string },
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
  createdAt: string;
}): string {
  return `What Callboard stores about ${about.user_ref}
Created at ${about.createdAt}

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

Other files can also contain rows that only name you: their lines contain only the
field that names you. Data about other people, including their names, is omitted.

Not in this archive:
- Secrets that would let others act on your behalf, such as the key of your calendar feed.
- Copies of texts that Callboard uses for searching and sorting.
- Free text about you that does not reference your user,
  for example in the title of a work item.
- Data that the portal or other plugins store about you.

The access log of your data is under "My activity" in the portal.
`;
}
