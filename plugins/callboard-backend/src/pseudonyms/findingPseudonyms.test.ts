import { Knex } from 'knex';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { insertMany } from '../database/bulk';
import { Pseudonyms } from './Pseudonyms';

const databases = MigratedDatabases.create();

const LAB = '00000000-0000-7000-8000-00000000000a';

describe.each(databases.eachSupportedId())('finding pseudonyms, on %p', id => {
  let knex: Knex;
  let asked: number;

  beforeAll(async () => {
    knex = await databases.init(id);
    await insertMany(
      knex,
      'people',
      Array.from({ length: 1_500 }, (_, nth) => ({
        user_ref: `user:default/p${nth}`,
        display_name: `P ${nth}`,
        search_text: `p${nth}`,
        email: null,
        is_in_catalog: true,
        updated_at: new Date(),
      })),
    );
    knex.on('query', () => {
      asked += 1;
    });
  });

  beforeEach(() => {
    asked = 0;
  });

  const bogus = (nth: number) =>
    `user:pseudonym/${String(nth).padStart(10, '0')}`;
  const newOnes = () => new Pseudonyms({ knex, key: 'a key of the test' });

  it('goes through everybody once, however many are wanted', async () => {
    const pseudonyms = newOnes();
    const people = ['user:default/p3', 'user:default/p1400'];
    const wanted = people.map(ref => pseudonyms.of(LAB, ref));
    const others = Array.from({ length: 100 }, (_, nth) => bogus(nth));
    const found = await pseudonyms.findAll(LAB, [...wanted, ...others, 'x']);
    expect([...found.values()].sort()).toEqual([...people].sort());
    // Two pages of people, and those of whom only the log knows.
    expect(asked).toBe(3);
  });

  it('remembers for a while whose they are, and that they are nobody’s', async () => {
    const pseudonyms = newOnes();
    const wanted = [pseudonyms.of(LAB, 'user:default/p3'), bogus(1)];
    await pseudonyms.findAll(LAB, wanted);
    asked = 0;
    const found = await pseudonyms.findAll(LAB, wanted);
    expect(found.size).toBe(1);
    expect(await pseudonyms.find(LAB, bogus(1))).toBeUndefined();
    expect(asked).toBe(0);
  });

  it('finds nobody of another workspace', async () => {
    const pseudonyms = newOnes();
    const there = pseudonyms.of(`${LAB}x`, 'user:default/p3');
    expect(await pseudonyms.find(LAB, there)).toBeUndefined();
  });
});
