import { ActivityVerification } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { TestCallboard } from '../../../__testUtils__/startCallboard';
import { readSeal, Seal } from '../seals/SealRow';
import { sealAll } from './sealAll';

/** The tables of the log and its integrity chain, in reverse order of foreign keys. */
const TABLES = [
  'activity_amendments',
  'activity_sealed_rows',
  'activity_seal_watermark',
  'activity_seals',
  'activity',
];

/** A log that tests seal, tamper with and verify. */
export class TestLog {
  private copies = 0;

  constructor(
    private readonly callboard: () => TestCallboard,
    /** Seals the rows that can be sealed now. */
    readonly sealSome: () => Promise<void>,
  ) {}

  get knex(): Knex {
    return this.callboard().knex;
  }

  get superAdmin() {
    return this.callboard().as('superAdmin');
  }

  /** Adds rows through the API; returns their ids. */
  async post(count: number): Promise<string[]> {
    const events = Array.from({ length: count }, (_, index) => ({
      action: 'add_note',
      entity_type: 'note',
      entity_id: `note-${index}`,
    }));
    const { body } = await this.superAdmin.post('/activity', events);
    return body.ids;
  }

  /** Seals all rows; returns the last seal. */
  async seal(): Promise<Seal> {
    await sealAll(this.knex, this.sealSome);
    return this.lastSeal();
  }

  async lastSeal(): Promise<Seal> {
    const row = await this.knex('activity_seals')
      .orderBy('number', 'desc')
      .first();
    return readSeal(row);
  }

  /** Verifies the log and returns the result. */
  async verify(query = ''): Promise<ActivityVerification> {
    const path = `/admin/activity/verify${query}`;
    return (await this.superAdmin.get(path).expect(200)).body;
  }

  /** Inserts a copy of a row directly into the database. */
  async insertCopy(
    sourceId: string,
    columns: Record<string, unknown> & { id: string },
  ): Promise<void> {
    const { arrival: _, ...row } = await this.knex('activity')
      .where({ id: sourceId })
      .first();
    await this.knex('activity').insert({
      ...row,
      metadata: null,
      changes: '[]',
      ...columns,
    });
  }

  /** Copies the log and its seals, as a backup does; returns a function that restores them. */
  async copy(): Promise<() => Promise<void>> {
    const { knex } = this;
    this.copies += 1;
    const getCopyName = (table: string) => `copy_${this.copies}_${table}`;
    const copies = TABLES.map(table => ({ table, copy: getCopyName(table) }));
    for (const { table, copy } of copies) {
      await knex.raw(`CREATE TABLE ${copy} AS SELECT * FROM ${table}`);
    }
    return async () => {
      for (const { table } of copies) {
        await knex(table).delete();
      }
      for (const { table, copy } of copies.reverse()) {
        await knex.raw(`INSERT INTO ${table} SELECT * FROM ${copy}`);
        await knex.schema.dropTable(copy);
      }
    };
  }
}
