import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { readJson, writeJson } from '../../../database/dialect';
import { SourceKey } from '../ingest/readSnapshots';

export class SourceCursorStore {
  constructor(private readonly knex: Knex) {}

  /** Finds the value of a cursor; undefined if it was never written. */
  async find(key: SourceKey, name: string): Promise<JsonValue | undefined> {
    const row = await this.knex('work_source_cursors')
      .where({ ...key, name })
      .first('value');
    return row && readJson<{ value: JsonValue }>(row.value).value;
  }

  /** Finds the cursor of this name in every source. Returns the values by source. */
  async findAll(
    workspace_id: string,
    name: string,
  ): Promise<Map<string, JsonValue>> {
    const rows: any[] = await this.knex('work_source_cursors').where({
      workspace_id,
      name,
    });
    return new Map(
      rows.map(({ source, value }) => [
        source,
        readJson<{ value: JsonValue }>(value).value,
      ]),
    );
  }

  /** Stores a cursor and overwrites the previous one. */
  async save(
    key: SourceKey,
    name: string,
    value: JsonValue,
    knex: Knex = this.knex,
  ): Promise<void> {
    await knex('work_source_cursors')
      .insert({
        ...key,
        name,
        // Wrapped in an object: drivers differ in parsing plain strings.
        value: writeJson({ value }),
      })
      .onConflict(['workspace_id', 'source', 'name'])
      .merge(['value']);
  }
}
