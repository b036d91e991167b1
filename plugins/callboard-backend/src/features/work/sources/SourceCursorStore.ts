import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { readJson, writeJson } from '../../../database/dialect';

/** The read cursors of work item sources. */
export class SourceCursorStore {
  constructor(private readonly knex: Knex) {}

  /** The value of a mark, if it was ever written. */
  async find(
    workspace_id: string,
    source: string,
    name: string,
  ): Promise<JsonValue | undefined> {
    const row = await this.knex('work_source_cursors')
      .where({ workspace_id, source, name })
      .first('value');
    return row && readJson<{ value: JsonValue }>(row.value).value;
  }

  /** Stores a cursor and overwrites the previous one. */
  async save(
    workspace_id: string,
    source: string,
    name: string,
    value: JsonValue,
  ): Promise<void> {
    await this.knex('work_source_cursors')
      .insert({
        workspace_id,
        source,
        name,
        // Wrapped in an object: drivers differ in parsing plain strings.
        value: writeJson({ value }),
      })
      .onConflict(['workspace_id', 'source', 'name'])
      .merge(['value']);
  }
}
