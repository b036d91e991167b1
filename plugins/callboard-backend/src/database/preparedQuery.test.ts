import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { isOneOf } from './bulk';
import { isPostgres } from './dialect';
import { preparedQuery } from './preparedQuery';

const databases = MigratedDatabases.create();

interface Asked {
  refs: readonly string[];
  before: Date;
  limit: number;
}

/** How often its text was made. */
let builds = 0;

const named = preparedQuery<Asked>(
  'callboard test',
  ['refs', 'before', 'limit'],
  (knex, { refs, before, limit }) => {
    builds += 1;
    const { sql, bindings } = knex('people')
      .select('user_ref')
      .whereRaw(...isOneOf(knex, 'user_ref', refs, 'text'))
      .where('updated_at', '<', before)
      .orderBy('user_ref')
      .toSQL();
    return knex.raw(`${sql} LIMIT ?`, [...bindings, limit]);
  },
);

describe.each(databases.eachSupportedId())('a prepared query on %s', id => {
  it('answers for the values of each time, and is made and planned once', async () => {
    const knex = await databases.init(id);
    const people = ['ann', 'ben', 'cat'].map(name => `user:default/${name}`);
    await knex('people').insert(
      people.map((user_ref, nth) => ({
        user_ref,
        display_name: user_ref,
        search_text: user_ref,
        is_in_catalog: true,
        updated_at: new Date(1_000 * nth),
      })),
    );
    builds = 0;
    const ask = async (refs: string[], before: number, limit: number) =>
      (await named(knex, { refs, before: new Date(before), limit })).map(
        ({ user_ref }) => user_ref,
      );

    expect(await ask(people, 9_000, 9)).toEqual(people);
    expect(await ask(people.slice(1), 9_000, 9)).toEqual(people.slice(1));
    expect(await ask(people, 1_500, 9)).toEqual(people.slice(0, 2));
    expect(await ask(people, 9_000, 1)).toEqual(people.slice(0, 1));
    expect(await ask([], 9_000, 9)).toEqual([]);

    const plans = isPostgres(knex)
      ? await knex('pg_prepared_statements').where({ name: 'callboard test' })
      : [];
    expect([builds, plans.length]).toEqual(isPostgres(knex) ? [1, 1] : [5, 0]);
    // In a transaction, too.
    expect(
      await knex.transaction(tx =>
        named(tx, { refs: people, before: new Date(9_000), limit: 1 }),
      ),
    ).toEqual([{ user_ref: people[0] }]);
    await knex.destroy();
  });
});
