import {
  MAX_COUNTED_ROWS,
  MAX_SHOWN_ROWS,
  MyData,
  PersonalTable,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { StoredData } from '../../../database/StoredData';
import { readIdentity } from './Identity';
import { OwnRows } from './OwnRows';

/** What one part of the plugin has about somebody. */
export interface OwnDomain {
  domain: string;
  tables: OwnRows[];
}

/** Reads what is stored about people, as the parts of the plugin declare it. */
export class MyDataReader {
  constructor(
    private readonly deps: {
      /** For reads that may take long. */
      reader: Knex;
      /** What is stored, of all parts of the plugin. */
      stored: () => readonly StoredData[];
    },
  ) {}

  /**
   * What there is about somebody, with the first rows of each table. Rows that name them
   * only in their JSON are left out: to find those, whole tables have to be read.
   */
  async read(user_ref: string): Promise<MyData> {
    const domains: MyData['domains'] = [];
    for (const { domain, tables: all } of await this.domainsOf(user_ref)) {
      const tables: PersonalTable[] = [];
      for (const rows of all) {
        const table = await readTable(rows);
        if (table.total > 0) tables.push(table);
      }
      if (tables.length > 0) domains.push({ domain, tables });
    }
    return { user_ref, domains };
  }

  /** All rows about somebody, to be read, by domain. */
  async domainsOf(user_ref: string): Promise<OwnDomain[]> {
    const { reader, stored } = this.deps;
    const identity = await readIdentity(reader, user_ref);
    return stored().map(({ domain, personal }) => ({
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
    rows: counted > 0 ? await rows.first(MAX_SHOWN_ROWS) : [],
    total: Math.min(counted, MAX_COUNTED_ROWS),
    total_at_least: counted > MAX_COUNTED_ROWS,
  };
}
