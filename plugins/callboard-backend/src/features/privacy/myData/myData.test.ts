import { endpoints } from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { PassThrough } from 'stream';
import { buffer } from 'stream/consumers';
import { download } from '../../../__testUtils__/download';
import { ruleDatabaseIds } from '../../../__testUtils__/databases';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboardOn,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { Feature } from '../../../core/Feature';
import { listFeatureTables } from '../../../core/coreData';
import { PersonalData, FeatureTables } from '../../../database/FeatureTables';
import {
  OTHERS_WORD,
  SampleRows,
  SECRET_WORD,
  SampleOwner,
} from './__testUtils__/SampleRows';
import { unpack } from './__testUtils__/unpack';
import { readIdentity } from './OwnRow';
import { MyDataReader, writeMyData } from './addMyData';

/** The features that the plugin was started with. */
let mockFeatures: readonly Feature[];

jest.mock('../../../seeding/startSeeding', () => {
  const actual = jest.requireActual('../../../seeding/startSeeding');
  return {
    startSeeding(core: unknown, seeders: unknown, features: Feature[]) {
      mockFeatures = features;
      return actual.startSeeding(core, seeders, features);
    },
  };
});

const databases = MigratedDatabases.create(ruleDatabaseIds);

describe.each(databases.eachSupportedId())('my data, on %p', databaseId => {
  let callboard: TestCallboard;
  let stored: FeatureTables[];

  const one = createOwner('user:default/mona.mine', 'mine');
  const other = createOwner('user:default/olaf.other', OTHERS_WORD);

  beforeAll(async () => {
    callboard = await startCallboardOn(await databases.init(databaseId));
    stored = listFeatureTables(mockFeatures);
  });

  describe('/me/data endpoints', () => {
    afterAll(() => callboard.stop());

    it('returns the stored data of the caller by domain', async () => {
      const max = callboard.as('member');
      await max.get('/me').expect(200);
      await max
        .post('/activity', { action: 'page_view', entity_label: 'A page' })
        .expect(201);
      const { body } = await max.get('/me/data').expect(200);
      expect(endpoints.getMyData.response!.parse(body)).toEqual(body);
      expect(body.user_ref).toBe(people.member);
      const people_ = body.domains.find(
        ({ domain }: { domain: string }) => domain === 'people',
      );
      expect(people_.tables).toEqual([
        {
          table: 'people',
          rows: [expect.objectContaining({ display_name: 'Max Member' })],
          total: 1,
          total_at_least: false,
        },
      ]);
    });

    /** The notes in the staff records that `/me/data` returns; undefined if it returns none. */
    const listOwnStaff = async (): Promise<string[] | undefined> => {
      const { body } = await callboard.as('member').get('/me/data');
      const domain = body.domains.find((each: any) => each.domain === 'staff');
      return domain?.tables[0].rows.map((row: any) => row.notes).sort();
    };

    it('returns a deleted and re-created staff record without a user', async () => {
      const superAdmin = callboard.as('superAdmin');
      const { body: department } = await superAdmin
        .post('/workspaces/default/departments', { name: 'Returns' })
        .expect(201);
      const addRecord = async (staff_id: string, first_name: string) => {
        const { body } = await superAdmin
          .post('/workspaces/default/staff', {
            staff_id,
            first_name,
            last_name: 'Member',
            email: 'max.member@example.com',
            notes: `Notes on ${staff_id}`,
            department_id: department.id,
          })
          .expect(201);
        await callboard.knex('staff').update({ user_ref: null });
        return `/workspaces/default/staff/${body.id}`;
      };
      const deleted = await addRecord('R1', 'Máx');
      await superAdmin.delete(deleted).expect(204);
      await addRecord('R2', 'Max');
      expect(await listOwnStaff()).toEqual(['Notes on R1', 'Notes on R2']);
      await addRecord('R3', 'Mia');
      expect(await listOwnStaff()).toBeUndefined();
      await callboard.knex('staff').delete();
    });

    it('omits staff without a user whose email other people share', async () => {
      const superAdmin = callboard.as('superAdmin');
      await superAdmin.get('/me').expect(200);
      const { body: department } = await superAdmin
        .post('/workspaces/default/departments', { name: 'Support' })
        .expect(201);
      const email = 'max.member@example.com';
      for (const staff_id of ['M1', 'M2']) {
        await superAdmin
          .post('/workspaces/default/staff', {
            staff_id,
            first_name: staff_id,
            email,
            notes: `Notes on ${staff_id}`,
            department_id: department.id,
          })
          .expect(201);
      }
      expect(await listOwnStaff()).toEqual(['Notes on M1']);
      await callboard.knex('staff').update({ user_ref: null });
      expect(await listOwnStaff()).toBeUndefined();
      await callboard.knex('staff').where({ staff_id: 'M2' }).delete();
      expect(await listOwnStaff()).toEqual(['Notes on M1']);
      await callboard
        .knex('people')
        .where({ user_ref: people.superAdmin })
        .update({ email: email.toUpperCase() });
      expect(await listOwnStaff()).toBeUndefined();
      await callboard.knex('staff').delete();
    });

    it('exports a zip archive with a README and the activity of the caller', async () => {
      const file = await download(
        callboard.as('member'),
        '/me/data/export.zip',
      );
      expect(file.headers['content-type']).toBe('application/zip');
      expect(file.headers['content-disposition']).toMatch(
        /filename="My_data_\d{4}-\d\d-\d\d\.zip"/,
      );
      const files = await unpack(file.bytes);
      expect(files.get('README.txt')).toContain(people.member);
      const actions = files
        .get('activity/activity.jsonl')!
        .trimEnd()
        .split('\n');
      expect(actions.map(line => JSON.parse(line))).toContainEqual(
        expect.objectContaining({
          action: 'page_view',
          entity_label: 'A page',
          user_id: people.member,
        }),
      );
    });
  });

  describe('declared tables with personal data', () => {
    let response: string;
    let shown: string[];
    let files: Map<string, string>;
    /** The number of rows created in each table. */
    const rowCounts = new Map<string, number>();

    beforeAll(async () => {
      const { knex } = callboard;
      const sampleRows = new SampleRows(knex, personal());
      const insertRows = async (data: PersonalData, who: SampleOwner) => {
        const rows = await sampleRows.insert(data, who);
        const before = rowCounts.get(data.table) ?? 0;
        if (who === one) rowCounts.set(data.table, before + rows);
      };
      for (const who of [one, other]) {
        // First the tables whose rows identify these people in the others.
        for (const first of [['people'], ['staff', 'memberships']]) {
          for (const data of personal().filter(isIn(first))) {
            await insertRows(data, who);
          }
          const [email] = who.identity.email;
          if (who === one && email) {
            await knex('staff')
              .where({ user_ref: null, email })
              .update({ email: email.toUpperCase() });
          }
          const [user_ref] = who.identity.user_ref;
          who.identity = await readIdentity(knex, user_ref);
        }
        const rest = personal().filter(
          data => !isIn(['people', 'staff', 'memberships'])(data),
        );
        for (const data of rest) {
          await insertRows(data, who);
        }
      }
      // Both people share an email address.
      await knex('mails')
        .where({ user_ref: other.identity.user_ref[0] })
        .update({ email: one.identity.email[0] });
      const reader = new MyDataReader({
        reader: knex,
        getInventory: () => stored,
      });
      const [user_ref] = one.identity.user_ref;
      const data = await reader.read(user_ref);
      response = JSON.stringify(data, null, 1);
      shown = data.domains.flatMap(({ tables }) =>
        tables.map(({ table }) => table),
      );
      const output = new PassThrough();
      const bytes = buffer(output);
      const domains = await reader.listDomains(user_ref);
      await writeMyData(output, domains, { user_ref, createdAt: 'now' });
      files = await unpack(await bytes);
    });

    function personal(): PersonalData[] {
      return stored.flatMap(data => data.personal);
    }

    it('returns all tables except those that identify the person only inside JSON', () => {
      const tables = personal()
        .filter(({ identifiedBy }) => identifiedBy.some(key => !key.path))
        .map(({ table }) => table);
      expect([...shown].sort()).toEqual(uniq(tables).sort());
    });

    it('exports one file per table, with one line per row', () => {
      const tables = stored.flatMap(({ domain, personal: all }) =>
        all.map(({ table }) => [
          `${domain}/${table}.jsonl`,
          rowCounts.get(table),
        ]),
      );
      const lines = [...files]
        .filter(([name]) => name !== 'README.txt')
        .map(([name, text]) => [name, text.trimEnd().split('\n').length]);
      expect(Object.fromEntries(lines)).toEqual(Object.fromEntries(tables));
    });

    it('finds staff without a user by their email address, ignoring case', () => {
      expect(one.identity['staff.id']).toHaveLength(2);
      const lines = files.get('staff/staff.jsonl')!.trimEnd().split('\n');
      expect(lines.map(line => JSON.parse(line).id).sort()).toEqual(
        [...one.identity['staff.id']].sort(),
      );
    });

    it('includes texts about the person in the response and the archive', () => {
      expect(response).toContain('mine');
      expect([...files.values()].join()).toContain('mine');
    });

    it.each(['response', 'archive'])(
      'omits other people and secrets from the %s',
      where => {
        const text =
          where === 'response' ? response : [...files.values()].join('');
        expect(text).toContain(one.identity.user_ref[0]);
        const foreign = [OTHERS_WORD, other.identity.user_ref[0], SECRET_WORD];
        expect(
          text
            .split('\n')
            .filter(row => foreign.some(word => row.includes(word))),
        ).toEqual([]);
      },
    );
  });
});

function createOwner(user_ref: string, word: string): SampleOwner {
  const nobody = { email: [], 'staff.id': [], 'memberships.id': [] };
  return { word, identity: { user_ref: [user_ref], ...nobody } };
}

function isIn(tables: readonly string[]) {
  return ({ table }: PersonalData) => tables.includes(table);
}
