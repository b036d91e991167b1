import { Knex } from 'knex';
import fc from 'fast-check';
import { Activity } from '@callboard/plugin-callboard-common';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { insertMany } from '../database/bulk';
import { KnownNames } from './KnownNames';
import { hideNames } from './__testUtils__/hideNames';
import { NameMatcher } from './NameMatcher';
import { Pseudonyms, loadPseudonymKey } from './Pseudonyms';
import {
  people,
  startCallboardOn,
  TestCallboard,
} from '../__testUtils__/startCallboard';
import { allowNamesOnlyFor } from './__testUtils__/allowNamesOnlyFor';
import { readProcessorMs } from '../__testUtils__/processorMs';

describe('KnownNames', () => {
  const databases = MigratedDatabases.create();

  const AT = Date.UTC(2026, 4, 1);

  describe.each(databases.eachSupportedId())('KnownNames on %p', id => {
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
        // A single statement checks all tables for more rows.
        if (/^select [^(]* from .people/.test(sql)) read += rows.length;
      });
    });

    const addUsers = (refs: string[], at: number) =>
      insertMany(
        knex,
        'people',
        refs.map(name => ({
          user_ref: `user:default/${name}`,
          display_name: `${name} Doe`,
          search_text: name,
          email: null,
          is_in_catalog: true,
          updated_at: new Date(at),
        })),
      );
    const shown = async (text: string) =>
      hideNames(await names.getMatcher(), text);

    it('hides the names of all users, even of 5,000 updated at the same time @full', async () => {
      await addUsers(
        Array.from({ length: 5_000 }, (_, nth) => `p${nth}`),
        AT - 60_000,
      );
      expect(await shown('P0 Doe, p2000 doe, P4999 Doe, P5000 Doe')).toBe(
        '#, #, #, P5000 Doe',
      );
      expect(read).toBe(5_000);
    });

    it('hides names of users added later without reading all users again @full', async () => {
      await addUsers(
        Array.from({ length: 3_000 }, (_, nth) => `p${nth}`),
        AT,
      );
      await names.getMatcher();
      await addUsers(['zoe'], AT + 1);
      expect(await shown('Zoe Doe')).toBe('#');
      for (let times = 0; times < 10; times += 1) {
        await names.getMatcher();
      }
      expect(read).toBe(3_001);
    });

    it('hides names of users, but not of services or Callboard itself', async () => {
      const row = {
        search_text: '',
        email: null,
        is_in_catalog: true,
        updated_at: new Date(AT),
      };
      await insertMany(knex, 'people', [
        {
          ...row,
          user_ref: 'system:callboard/callboard',
          display_name: 'Callboard',
        },
        {
          ...row,
          user_ref: 'plugin:default/deploys',
          display_name: 'Deploy robot',
        },
      ]);
      await addUsers(['zoe'], AT);
      const text = 'Callboard, Deploy robot, deploys';
      expect(await shown(`${text}, zoe Doe`)).toBe(`${text}, #`);
    });

    it('queries names again when their version has changed, or after a second', async () => {
      const readVersion = async () =>
        (await knex.select({ version: names.namesVersionSql() }))[0].version;
      let statementCount = 0;
      knex.on('query', () => {
        statementCount += 1;
      });
      const shownAfter = async (text: string) => {
        statementCount = 0;
        return hideNames(await names.getMatcher(text), 'Zoe Doe');
      };
      await addUsers(['amy'], AT);
      await names.getMatcher();
      expect(await shownAfter(await readVersion())).toBe('Zoe Doe');
      expect(statementCount).toBe(0);
      await addUsers(['zoe'], AT + 1);
      expect(await shownAfter(await readVersion())).toBe('#');
      expect(statementCount).toBeGreaterThan(0);
      // Changes may be committed late, so they are read again.
      now += 1_000;
      expect(await shownAfter(await readVersion())).toBe('#');
      expect(statementCount).toBeGreaterThan(0);
    });

    it('shares one read among concurrent callers', async () => {
      let statementCount = 0;
      knex.on('query', () => {
        statementCount += 1;
      });
      await names.getMatcher();
      const once = statementCount;
      await Promise.all(Array.from({ length: 20 }, () => names.getMatcher()));
      expect(statementCount).toBeLessThanOrEqual(2 * once);
    });

    it('hides names from changes committed after later ones', async () => {
      await addUsers(['zoe'], AT);
      await names.getMatcher();
      await addUsers(['amy'], AT - 5_000);
      now += 1_000;
      expect(await shown('Amy Doe')).toBe('#');
    });

    it('stops hiding a former name a minute after the user is renamed', async () => {
      await addUsers(['zoe'], AT - 60_000);
      expect(await shown('Zoe Doe')).toBe('#');
      await knex('people').update({ display_name: 'Zoe Dae' });
      now += 60_000;
      expect(await shown('Zoe Doe, Zoe Dae')).toBe('Zoe Doe, #');
    });

    it('reads names again after a failure', async () => {
      await knex.schema.renameTable('people', 'elsewhere');
      await expect(names.getMatcher()).rejects.toMatchObject({
        message: expect.stringContaining('people'),
      });
      await knex.schema.renameTable('elsewhere', 'people');
      await addUsers(['zoe'], AT);
      expect(await shown('Zoe Doe')).toBe('#');
    });
  });
});

function createMatcher(...names: string[]): NameMatcher {
  const matcher = new NameMatcher();
  names.forEach(name => matcher.add(name));
  return matcher;
}

describe('NameMatcher', () => {
  it.each([
    ['Jane Doe', 'Ask Jane Doe.', 'Ask #.'],
    ['Jane Doe', 'JANE DOE, jane doe', '#, #'],
    ['Jane Doe', 'Jane Doerr and Mary-Jane Doe', 'Jane Doerr and Mary-#'],
    ['jane.doe@example.com', '<Jane.Doe@Example.com>', '<#>'],
    ['Jane Doe', 'someone@else.org', '(email address)'],
    ['jane.doe', 'cc @jane.doe!', 'cc @#!'],
    ['Jane Doe', 'user:default/jane.doe, USER:other/x.', '#, #.'],
    ['İbrahim Öz', 'İbrahim Öz, ibrahim', '#, ibrahim'],
    ['O’Neil', 'Call O’Neil', 'Call #'],
    ['constructor', 'a constructor, a __proto__', 'a #, a __proto__'],
    ['Jane Doe', 'Jane', 'Jane'],
    ['Jane  Doe', 'Jane\u00a0\u200bDoe, Jane\nDoe, JaneDoe', '#, #, JaneDoe'],
    ['Jane Doe', 'Doe, Jane; Doe,Jane; Doe Jane', '#; #; Doe Jane'],
    ['Doe, Jane', 'Jane Doe', '#'],
    ['Jane van der Doe', 'Doe, Jane van der; van der Doe, Jane', '#; #'],
    ['Jane Doe', '/search?q=Jane%20Doe&r=Jane+Doe', '/search?q=#&r=#'],
    ['Jürgen Öz', '/x?q=J%C3%BCrgen%20%C3%96z', '/x?q=#'],
    ['Jane Doe', '100%', '100%'],
    ['Jane Doe', '%20Jane Doe%', ' #%'],
    ['Jane Doe', '50%25%20of%20it', '50%25%20of%20it'],
    ['jane@example.com', '?m=jane%40example.com', '?m=#'],
    ['Jane Doe', '/catalog/default/user/jdoe', '/catalog/#'],
    ['Jane Doe', 'by-name/user/default/jdoe?a=1', '#?a=1'],
    ['Jane Doe', '/user/default/jdoe', '/#'],
    ['Jane Doe', '/user/settings', '/user/settings'],
    ['Jane Doe', '?o=user%3Adefault%2Fjdoe', '?o=#'],
    ['Jane Doe', '?o=user%253Adefault%252Fjdoe', '?o=#'],
    ['Jane Doe', '/default%2Fuser%2Fjdoe', '/#'],
    ['Jane Doe', 'q=a+user:default/jdoe', 'q=a+#'],
  ])('replaces matches of %p in %p', (name, text, shown) => {
    expect(hideNames(createMatcher(name), text)).toBe(shown);
  });

  it('finds a name added after the same text was searched without it', () => {
    const matcher = createMatcher('Jane Doe');
    expect(hideNames(matcher, 'Max Moe and jim')).toBe('Max Moe and jim');
    matcher.add('Max Moe');
    expect(hideNames(matcher, 'Max Moe and jim')).toBe('# and jim');
    expect(hideNames(matcher, 'cc @jim')).toBe('cc @jim');
    matcher.addAccount('jim');
    expect(hideNames(matcher, 'cc @jim')).toBe('cc @#');
  });

  it('replaces the longest matching name', () => {
    const matcher = createMatcher('Jane', 'Jane Doe');
    expect(hideNames(matcher, 'Jane Doe and Jane')).toBe('# and #');
  });

  it('finds an account name of letters only after @ or user:', () => {
    const matcher = new NameMatcher();
    matcher.addAccount('jdoe');
    matcher.addAccount('jane.doe');
    expect(hideNames(matcher, '@jdoe. user:jdoe, @other, jdoe, jane.doe')).toBe(
      '@#. #, @other, jdoe, #',
    );
  });

  it('searches texts of 100 000 characters within two seconds', () => {
    const matcher = createMatcher('Jane Doe');
    const before = readProcessorMs();
    for (const part of ['a', 'a/', 'user/', '%25', '@a', 'a.', 'jane ']) {
      matcher.replace(part.repeat(100_000 / part.length));
    }
    expect(readProcessorMs() - before).toBeLessThan(2_000);
  });

  it('replaces every known name at any position in a text', () => {
    const word = fc.stringMatching(/^\p{L}{2,8}$/u);
    const name = fc
      .tuple(word, word)
      .map(([first, last]) => `${first} ${last}`);
    const gap = fc.constantFrom(' ', ', ', ': ', ' – ', '\n', '" ', ' (');
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(gap, fc.nat(), fc.boolean()), { maxLength: 12 }),
        (names, parts) => {
          const text = parts
            .map(([before, which, isUpper]) => {
              const one = names[which % names.length];
              return before + (isUpper ? one.toUpperCase() : one);
            })
            .join('');
          const shown = hideNames(createMatcher(...names), text);
          for (const one of names) {
            expect(shown.includes(one)).toBe(false);
          }
        },
      ),
    );
  });
});

describe('Pseudonyms', () => {
  const databases = MigratedDatabases.create();

  const LAB = '00000000-0000-7000-8000-00000000000a';

  describe.each(databases.eachSupportedId())('Pseudonyms on %p', id => {
    let knex: Knex;
    let statementCount: number;

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
        statementCount += 1;
      });
    });

    beforeEach(() => {
      statementCount = 0;
    });

    const getUnknownPseudonym = (nth: number) =>
      `user:pseudonym/${String(nth).padStart(10, '0')}`;
    const createPseudonyms = () =>
      new Pseudonyms({ knex, key: 'a key of the test' });

    it('reads all users once for any number of pseudonyms', async () => {
      const pseudonyms = createPseudonyms();
      const refs = ['user:default/p3', 'user:default/p1400'];
      const requested = refs.map(ref => pseudonyms.getPseudonym(LAB, ref));
      const others = Array.from({ length: 100 }, (_, nth) =>
        getUnknownPseudonym(nth),
      );
      const found = await pseudonyms.findAll(LAB, [
        ...requested,
        ...others,
        'x',
      ]);
      expect([...found.values()].sort()).toEqual([...refs].sort());
      // Two pages of people, and the people of the log.
      expect(statementCount).toBe(3);
    });

    it('caches both known and unknown pseudonyms', async () => {
      const pseudonyms = createPseudonyms();
      const requested = [
        pseudonyms.getPseudonym(LAB, 'user:default/p3'),
        getUnknownPseudonym(1),
      ];
      await pseudonyms.findAll(LAB, requested);
      statementCount = 0;
      const found = await pseudonyms.findAll(LAB, requested);
      expect(found.size).toBe(1);
      expect(
        await pseudonyms.find(LAB, getUnknownPseudonym(1)),
      ).toBeUndefined();
      expect(statementCount).toBe(0);
    });

    it('finds no user by a pseudonym of another workspace', async () => {
      const pseudonyms = createPseudonyms();
      const there = pseudonyms.getPseudonym(`${LAB}x`, 'user:default/p3');
      expect(await pseudonyms.find(LAB, there)).toBeUndefined();
    });
  });
});

describe('pseudonym key', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('pseudonym key on %p', id => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(id);
    });

    it('creates one key when several replicas start concurrently', async () => {
      const keys = await Promise.all(
        Array.from({ length: 4 }, () => loadPseudonymKey(knex)),
      );
      expect(new Set(keys).size).toBe(1);
      expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(await loadPseudonymKey(knex)).toBe(keys[0]);
      expect(await knex('pseudonym_key')).toHaveLength(1);
    });

    /** Starts Callboard with a configured key, or the one in the database, and runs a function. */
    async function withKey<T>(
      pseudonymKey: string | undefined,
      action: (callboard: TestCallboard) => Promise<T>,
    ): Promise<T> {
      const callboard = await startCallboardOn(knex, {
        config: {
          activity: {
            privacy: 'pseudonymous',
            ...(pseudonymKey && { pseudonymKey }),
          },
        },
        services: [allowNamesOnlyFor(people.superAdmin)],
      });
      try {
        return await action(callboard);
      } finally {
        await callboard.stop();
      }
    }

    const list = async (
      callboard: TestCallboard,
      query = '',
    ): Promise<Activity[]> => {
      const { body } = await callboard
        .as('reader')
        .get(`/activity?action=wave${query}`)
        .expect(200);
      return body.activities;
    };
    const action = (callboard: TestCallboard) =>
      callboard.as('reader').post('/activity', { action: 'wave' }).expect(201);

    it('keeps pseudonyms after a restart @full', async () => {
      const [before] = await withKey(undefined, async callboard => {
        await action(callboard);
        return list(callboard);
      });
      const [after] = await withKey(undefined, callboard => list(callboard));
      expect(before.user_id).toMatch(/^user:pseudonym\//);
      expect(after.user_id).toBe(before.user_id);
    });

    it('changes pseudonyms with a new key, and finds nothing by the former ones @full', async () => {
      const [{ user_id: former }] = await withKey(
        'the former key of it',
        async callboard => {
          await action(callboard);
          return list(callboard);
        },
      );
      await withKey('the latter key of it', async callboard => {
        const [{ user_id: latter }] = await list(callboard);
        expect(latter).toMatch(/^user:pseudonym\//);
        expect(latter).not.toBe(former);
        expect(await list(callboard, `&user_id=${former}`)).toEqual([]);
        expect(await list(callboard, `&user_id=${latter}`)).toHaveLength(1);
      });
    });
  });
});
