import {
  MAX_COUNTED_ROWS,
  MAX_SHOWN_ROWS,
  MyData,
  PersonalTable,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { FeatureTables } from '../../../database/FeatureTables';
import { readIdentity } from './OwnRow';
import { OwnRows } from './OwnRows';

/** The rows about a person in one domain. */
export interface OwnDomain {
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
      stored: () => readonly FeatureTables[];
    },
  ) {}

  /**
   * Returns the data about a person, with the first rows of each table. Excludes rows that identify
   * the person only within JSON: finding these requires full table scans.
   */
  async read(user_ref: string): Promise<MyData> {
    const domains: MyData['domains'] = [];
    for (const { domain, tables: all } of await this.listDomains(user_ref)) {
      const tables: PersonalTable[] = [];
      for (const rows of all) {
        const table = await readTable(rows);
        if (table.total > 0) tables.push(table);
      }
      if (tables.length > 0) domains.push({ domain, tables });
    }
    return { user_ref, domains };
  }

  /** All rows about a person by domain, read lazily. */
  async listDomains(user_ref: string): Promise<OwnDomain[]> {
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
    rows: counted > 0 ? await rows.listFirst(MAX_SHOWN_ROWS) : [],
    total: Math.min(counted, MAX_COUNTED_ROWS),
    total_at_least: counted > MAX_COUNTED_ROWS,
  };
}
