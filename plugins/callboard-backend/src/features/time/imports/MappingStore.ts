import { Knex } from 'knex';
import { inListSql, insertReturning } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { lookUpMany } from '../../../kernel/yielding';

/** The kind of a mapped name: of a work item, of a person, or the field of a column. */
type MappingKind = 'item' | 'person' | 'column';

/** The values of mapped names, by name. */
export type NameMap = ReadonlyMap<string, string>;

/** A person's mapping in a workspace. */
interface MappingOwner {
  workspace_id: string;
  user_ref: string;
}

/** Stores what people have mapped in their imports, for their next imports. */
export class MappingStore {
  /** Reads the values of names. */
  async read(
    knex: Knex,
    owner: MappingOwner,
    kind: MappingKind,
    names: readonly string[],
  ): Promise<NameMap> {
    const rows = await lookUpMany(
      names,
      (batch): Promise<Array<{ name: string; value: string }>> =>
        this.select(knex, owner, kind).whereRaw(
          ...inListSql(knex, 'name', batch, 'text'),
        ),
    );
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  /** Reads the values of all names. */
  async readAll(
    knex: Knex,
    owner: MappingOwner,
    kind: MappingKind,
  ): Promise<NameMap> {
    const rows: Array<{ name: string; value: string }> = await this.select(
      knex,
      owner,
      kind,
    );
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  /** Stores the values of names, and replaces their earlier values. */
  async save(
    tx: Knex,
    { workspace_id, user_ref }: MappingOwner,
    kind: MappingKind,
    values: NameMap,
  ): Promise<void> {
    // Concurrent imports lock the rows in the same order.
    const rows = [...values.keys()].sort().map(name => ({
      id: createId(Date.now()),
      workspace_id,
      user_ref,
      kind,
      name,
      value: values.get(name)!,
    }));
    await insertReturning(
      tx,
      { table: 'worklog_import_mappings', rows },
      'ON CONFLICT (workspace_id, user_ref, kind, name) DO UPDATE SET value = excluded.value RETURNING name',
    );
  }

  /** Replaces all values of a kind. */
  async replace(
    tx: Knex,
    owner: MappingOwner,
    kind: MappingKind,
    values: NameMap,
  ): Promise<void> {
    await tx('worklog_import_mappings')
      .where({ ...owner, kind })
      .delete();
    await this.save(tx, owner, kind, values);
  }

  private select(
    knex: Knex,
    { workspace_id, user_ref }: MappingOwner,
    kind: MappingKind,
  ): Knex.QueryBuilder {
    return knex('worklog_import_mappings')
      .select('name', 'value')
      .where({ workspace_id, user_ref, kind });
  }
}
