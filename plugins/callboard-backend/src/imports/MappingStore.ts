import { Knex } from 'knex';
import { inListSql, insertTogether } from '../database/bulk';
import { createId } from '../database/ids';
import { lookUpMany } from '../kernel/yielding';

/** The values of mapped names, by name. */
export type NameMap<Value extends string | null = string> = ReadonlyMap<
  string,
  Value
>;

/**
 * Stores the values to which imports map names, for the next imports of the same owner. The table
 * has the columns `id` and `value`, and a unique key: the columns of `Owner`, `kind` and `name`.
 */
export class MappingStore<
  Owner extends Record<string, string>,
  Kind extends string,
> {
  constructor(private readonly table: string) {}

  async read(
    knex: Knex,
    owner: Owner,
    kind: Kind,
    names: readonly string[],
  ): Promise<NameMap> {
    const rows = await lookUpMany(
      names,
      (nameChunk): Promise<Array<{ name: string; value: string }>> =>
        this.select(knex, owner, kind).whereRaw(
          ...inListSql(knex, 'name', nameChunk, 'text'),
        ),
    );
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  async readAll<Value extends string | null = string>(
    knex: Knex,
    owner: Owner,
    kind: Kind,
  ): Promise<NameMap<Value>> {
    const rows: Array<{ name: string; value: Value }> = await this.select(
      knex,
      owner,
      kind,
    );
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  /** Stores the values of names, and replaces their earlier values. */
  async save(
    tx: Knex.Transaction,
    owner: Owner,
    kind: Kind,
    values: NameMap<string | null>,
  ): Promise<void> {
    // Sorted, so that concurrent imports lock the rows in the same order.
    const rows = [...values.keys()].sort().map(name => ({
      id: createId(Date.now()),
      ...owner,
      kind,
      name,
      value: values.get(name)!,
    }));
    const key = [...Object.keys(owner), 'kind', 'name'].join(', ');
    await insertTogether(tx, [
      {
        table: this.table,
        rows,
        onConflict: `(${key}) DO UPDATE SET value = excluded.value`,
      },
    ]);
  }

  async replace(
    tx: Knex.Transaction,
    owner: Owner,
    kind: Kind,
    values: NameMap,
  ): Promise<void> {
    await tx(this.table)
      .where({ ...owner, kind })
      .delete();
    await this.save(tx, owner, kind, values);
  }

  private select(knex: Knex, owner: Owner, kind: Kind): Knex.QueryBuilder {
    return knex(this.table)
      .select('name', 'value')
      .where({ ...owner, kind });
  }
}
