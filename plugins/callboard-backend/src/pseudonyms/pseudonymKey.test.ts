import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboardOn,
  TestCallboard,
} from '../__testUtils__/startCallboard';
import { namesOnlyFor } from './__testUtils__/namesOnlyFor';
import { keptPseudonymKey } from './pseudonymKey';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())(
  'the key of pseudonyms, on %p',
  id => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(id);
    });

    it('is made once, by whichever replica is first', async () => {
      const keys = await Promise.all(
        Array.from({ length: 4 }, () => keptPseudonymKey(knex)),
      );
      expect(new Set(keys).size).toBe(1);
      expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(await keptPseudonymKey(knex)).toBe(keys[0]);
      expect(await knex('pseudonym_key')).toHaveLength(1);
    });

    /** Starts Callboard with a key, or the one in the database, and does something. */
    async function withKey<T>(
      pseudonymKey: string | undefined,
      act: (callboard: TestCallboard) => Promise<T>,
    ): Promise<T> {
      const callboard = await startCallboardOn(knex, {
        config: {
          activity: {
            privacy: 'pseudonymous',
            ...(pseudonymKey && { pseudonymKey }),
          },
        },
        services: [namesOnlyFor(people.superAdmin)],
      });
      try {
        return await act(callboard);
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
        .get(`/activity?action=greet${query}`)
        .expect(200);
      return body.activities;
    };
    const act = (callboard: TestCallboard) =>
      callboard.as('reader').post('/activity', { action: 'greet' }).expect(201);

    it('is the same after a restart', async () => {
      const [before] = await withKey(undefined, async callboard => {
        await act(callboard);
        return list(callboard);
      });
      const [after] = await withKey(undefined, callboard => list(callboard));
      expect(before.user_id).toMatch(/^user:pseudonym\//);
      expect(after.user_id).toBe(before.user_id);
    });

    it('gives people others when it is another, and links to the former find nothing', async () => {
      const [{ user_id: former }] = await withKey(
        'the former key of it',
        async callboard => {
          await act(callboard);
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
  },
);
