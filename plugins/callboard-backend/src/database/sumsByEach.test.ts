import fc from 'fast-check';
import { Knex } from 'knex';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { sumsByEach } from './sumsByEach';

const databases = MigratedDatabases.create();

const row = fc.record({
  who: fc.constantFrom('ann', 'ben', 'constructor'),
  team: fc.constantFrom('red', 'blue', null),
  is_late: fc.boolean(),
  minutes: fc.integer({ min: 1, max: 1440 }),
});

type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const axes = ['who', 'team', 'is_late'] as const;

describe.each(databases.eachSupportedId())('sums by each column on %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await knex.schema.createTable('efforts', table => {
      table.string('who');
      table.string('team').nullable();
      table.boolean('is_late');
      table.integer('minutes');
    });
  });

  const spell = (value: string | boolean | null) => {
    if (typeof value !== 'boolean') {
      return value;
    }
    return id.startsWith('POSTGRES') ? String(value) : String(Number(value));
  };
  /** The sums of rows by every value of an axis. */
  const summed = (rows: Row[], axis: (typeof axes)[number]) => {
    const sums = new Map<string | null, number>();
    for (const each of rows) {
      const key = spell(each[axis]);
      sums.set(key, (sums.get(key) ?? 0) + each.minutes);
    }
    return sums;
  };

  it('are those of the rows, whichever columns are asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 12 }),
        fc.subarray([...axes], { minLength: 1 }),
        async (rows, asked) => {
          await knex('efforts').delete();
          if (rows.length > 0) {
            await knex('efforts').insert(rows);
          }
          const found: any[] = await sumsByEach(
            knex,
            () => knex('efforts').where('minutes', '>', 0),
            asked.map(axis => [axis, `efforts.${axis}`]),
            'efforts.minutes',
          );
          for (const axis of asked) {
            const sums = found.filter(each => each.axis === axis);
            expect(
              new Map(sums.map(({ key, total }) => [key, Number(total)])),
            ).toEqual(summed(rows, axis));
            expect(sums).toHaveLength(summed(rows, axis).size);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
