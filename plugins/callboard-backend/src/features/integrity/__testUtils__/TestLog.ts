import { ActivityVerification } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { TestCallboard } from '../../../__testUtils__/startCallboard';
import { readSeal, Seal } from '../seals/SealRow';
import { sealAll } from './sealAll';

/** The log, and what proves it. Each table refers to none before it. */
const TABLES = [
  'activity_amendments',
  'activity_sealed_rows',
  'activity_seal_mark',
  'activity_seals',
  'activity',
];

/** A log that a test seals, tampers with and checks. */
export class TestLog {
  private copies = 0;

  constructor(
    private readonly callboard: () => TestCallboard,
    /** Seals what can be sealed now. */
    readonly sealSome: () => Promise<void>,
  ) {}

  get knex(): Knex {
    return this.callboard().knex;
  }

  get superAdmin() {
    return this.callboard().as('superAdmin');
  }

  /** Adds rows as the API does; answers their ids. */
  async post(count: number): Promise<string[]> {
    const events = Array.from({ length: count }, (_, index) => ({
      action: 'add_note',
      entity_type: 'note',
      entity_id: `note-${index}`,
    }));
    const { body } = await this.superAdmin.post('/activity', events);
    return body.ids;
  }

  /** Seals all there is; answers the last seal. */
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

  /** What a check finds. */
  async verify(query = ''): Promise<ActivityVerification> {
    const path = `/admin/activity/verify${query}`;
    return (await this.superAdmin.get(path).expect(200)).body;
  }

  /** Adds a row like another behind Callboard's back. */
  async slipIn(
    like: string,
    columns: Record<string, unknown> & { id: string },
  ): Promise<void> {
    const { arrival: _, ...row } = await this.knex('activity')
      .where({ id: like })
      .first();
    await this.knex('activity').insert({
      ...row,
      metadata: null,
      changes: '[]',
      ...columns,
    });
  }

  /** Copies the log and its seals, as a backup does; answers what restores them. */
  async copy(): Promise<() => Promise<void>> {
    const { knex } = this;
    this.copies += 1;
    const copyOf = (table: string) => `copy_${this.copies}_${table}`;
    const copies = TABLES.map(table => ({ table, copy: copyOf(table) }));
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
