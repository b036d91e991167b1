import { Knex } from 'knex';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { insertMany } from '../database/bulk';
import { KnownNames } from './KnownNames';
import { shownBy } from './__testUtils__/shownBy';

const databases = MigratedDatabases.create();

const AT = Date.UTC(2026, 4, 1);

describe.each(databases.eachSupportedId())('known names, on %p', id => {
  let knex: Knex;
  let now: number;
  let names: KnownNames;
  let read: number;

  beforeEach(async () => {
    knex = await databases.init(id);
    now = AT;
    names = new KnownNames(knex, () => now);
    read = 0;
    knex.on('query-response', (response: any, { sql }) => {
      const rows = Array.isArray(response) ? response : response.rows;
      // Whether there are more is asked for all tables at once.
      if (/^select [^(]* from .people/.test(sql)) read += rows.length;
    });
  });

  const come = (people: string[], at: number) =>
    insertMany(
      knex,
      'people',
      people.map(name => ({
        user_ref: `user:default/${name}`,
        display_name: `${name} Doe`,
        search_text: name,
        email: null,
        is_in_catalog: true,
        updated_at: new Date(at),
      })),
    );
  const shown = async (text: string) => shownBy(await names.finder(), text);

  it('are those of everybody, also of many who came at once', async () => {
    await come(
      Array.from({ length: 5_000 }, (_, nth) => `p${nth}`),
      AT - 60_000,
    );
    expect(await shown('P0 Doe, p2000 doe, P4999 Doe, P5000 Doe')).toBe(
      '#, #, #, P5000 Doe',
    );
    expect(read).toBe(5_000);
  });

  it('are those of whoever has come by now, without reading all again', async () => {
    await come(
      Array.from({ length: 3_000 }, (_, nth) => `p${nth}`),
      AT,
    );
    await names.finder();
    await come(['zoe'], AT + 1);
    expect(await shown('Zoe Doe')).toBe('#');
    for (let times = 0; times < 10; times += 1) {
      await names.finder();
    }
    expect(read).toBe(3_001);
  });

  it('are not asked for where a statement has said that nobody has come', async () => {
    const changed = async () =>
      (await knex.select({ changed: names.changedSql() }))[0].changed;
    let asked = 0;
    knex.on('query', () => {
      asked += 1;
    });
    const shownAfter = async (said: string) => {
      asked = 0;
      return shownBy(await names.finder(said), 'Zoe Doe');
    };
    await come(['amy'], AT);
    await names.finder();
    expect(await shownAfter(await changed())).toBe('Zoe Doe');
    expect(asked).toBe(0);
    await come(['zoe'], AT + 1);
    expect(await shownAfter(await changed())).toBe('#');
    expect(asked).toBeGreaterThan(0);
    // Others may be committed late.
    now += 1_000;
    expect(await shownAfter(await changed())).toBe('#');
    expect(asked).toBeGreaterThan(0);
  });

  it('are read by one for all who ask meanwhile', async () => {
    let asked = 0;
    knex.on('query', () => {
      asked += 1;
    });
    await names.finder();
    const once = asked;
    await Promise.all(Array.from({ length: 20 }, () => names.finder()));
    expect(asked).toBeLessThanOrEqual(2 * once);
  });

  it('are those, too, of changes that are committed after later ones', async () => {
    await come(['zoe'], AT);
    await names.finder();
    await come(['amy'], AT - 5_000);
    now += 1_000;
    expect(await shown('Amy Doe')).toBe('#');
  });

  it('are forgotten after a minute when somebody is called otherwise', async () => {
    await come(['zoe'], AT - 60_000);
    expect(await shown('Zoe Doe')).toBe('#');
    await knex('people').update({ display_name: 'Zoe Dae' });
    now += 60_000;
    expect(await shown('Zoe Doe, Zoe Dae')).toBe('Zoe Doe, #');
  });

  it('are read again after a failure', async () => {
    await knex.schema.renameTable('people', 'elsewhere');
    await expect(names.finder()).rejects.toMatchObject({
      message: expect.stringContaining('people'),
    });
    await knex.schema.renameTable('elsewhere', 'people');
    await come(['zoe'], AT);
    expect(await shown('Zoe Doe')).toBe('#');
  });
});
