import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from '../__testUtils__/databases';
import { addRows } from '../features/activity/__testUtils__/activityRows';
import { countAll } from '../features/activity/__testUtils__/countAll';
import { applyMigrations } from './applyMigrations';
import { newId } from './ids';
import { refreshStatistics } from './refreshStatistics';

const databases = TestDatabases.create({
  ids: databaseIds.filter(id => id.startsWith('SQLITE')),
});

describe.each(databases.eachSupportedId())('statistics of %s', id => {
  it('tell a person with few rows from a workspace with many', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
    const rows = Array.from({ length: 2_000 }, (_, n) => ({
      user_id: `user:default/person-${n % 500}`,
    }));
    await addRows(knex, newId(Date.now()), rows);
    await countAll(knex);

    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => statements.push(sql);
    knex.on('query', note);
    await refreshStatistics(knex);
    knex.off('query', note);
    expect(statements).toContain('ANALYZE `activity_user_idx`');
    expect(statements).not.toContain('ANALYZE `activity`');

    const found: Array<{ name: string; stat: string }> = await knex(
      'sqlite_stat1',
    )
      .select({ name: 'idx' }, 'stat')
      .whereNotNull('idx');
    const names = found.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const rowsOfOne = Object.fromEntries(
      found.map(({ name, stat }) => [name, Number(stat.split(' ')[1])]),
    );
    expect(rowsOfOne.activity_user_idx).toBe(4);
    expect(rowsOfOne.activity_workspace_idx).toBe(2_000);
    expect(names).toContain('activity_person_days');

    const again: string[] = [];
    knex.on('query', ({ sql }) => again.push(sql));
    await refreshStatistics(knex);
    expect(again).not.toContain('ANALYZE `activity_user_idx`');
  });

  it('let rows be looked up in a table that was small', async () => {
    const knex = await databases.init(id);
    await knex.schema.createTable('small', table =>
      table.string('id').primary(),
    );
    await knex.schema.createTable('large', table => table.string('small_id'));
    await knex('small').insert({ id: '1' });
    await knex.raw('CREATE INDEX large_idx ON large (small_id)');
    await knex.raw(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
       INSERT INTO large SELECT i FROM n`,
    );
    await refreshStatistics(knex);
    const plan: Array<{ detail: string }> = await knex.raw(
      'EXPLAIN QUERY PLAN SELECT * FROM large LEFT JOIN small ON small.id = large.small_id',
    );
    expect(plan.map(({ detail }) => detail).join()).toContain('SEARCH small');
  });
});
