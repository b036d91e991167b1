import {
  permissions,
  WorkItemImportResult,
} from '@callboard/plugin-callboard-common';
import { Workbook } from 'exceljs';
import { createPolicy } from '../../../__testUtils__/createPolicy';
import { listActivityEntries } from '../../../__testUtils__/listActivityEntries';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import {
  importEntities,
  jane,
} from '../../time/imports/__testUtils__/ImportFixture';
import { StoredIds } from '../sources/StoredIds';
import { MappingStore } from '../../../imports/MappingStore';
import {
  ItemImportFixture,
  readItemFixture,
} from './__testUtils__/ItemImportFixture';

/** The outcomes and errors of an import, in short. */
function summarise({
  created,
  updated,
  skipped,
  failed,
  errors,
}: WorkItemImportResult): string {
  return [
    `${created} created, ${updated} updated, ${skipped} skipped, ${failed} failed`,
    ...errors.map(({ row, field, reason }) => `${row} ${field}: ${reason}`),
  ].join('; ');
}

const toCsv = (...lines: string[]) => lines.join('\n');

/** The content of each fixture file: the result, the items, and names without a counterpart. */
const exportsOfTools: Array<
  [
    name: string,
    format: string,
    summary: string,
    items: string[],
    unmapped: object,
  ]
> = [
  [
    'jira.csv',
    'jira',
    '4 created, 0 updated, 0 skipped, 1 failed; 6 summary: must not be empty',
    [
      'key=10001 title=Checkout rework state=In Progress priority=urgent assignees=jdoe labels=checkout+q4 module=2.0 target=2026-12-20 author=max.member created=2026-11-02T08:00Z',
      'key=10002 title=Pay with a card state=In Progress priority=high cycle=Sprint 2 parent=Checkout rework points=3 minutes=120 start=2026-11-04 author=jdoe created=2026-11-03T09:30Z',
      'key=10003 title=Round the sums state=Done priority=low labels=rounding cycle=Sprint 1 author=jdoe created=2026-11-04T07:00Z completed=2026-11-17T16:45Z',
      'key=10004 title=Ask the bank state=Backlog priority=none author=jdoe created=2026-11-05T07:00Z',
    ],
    { states: ['Waiting for bank'], people: ['Nobody Known'] },
  ],
  [
    'linear.csv',
    'linear',
    '2 created, 0 updated, 0 skipped, 0 failed',
    [
      'key=ENG-1 title=- dashes in titles state=In Progress priority=urgent assignees=jdoe labels=Bug+Improvement cycle=Cycle 12 module=Website points=3 target=2026-12-01 author=max.member created=2026-11-02T08:00Z',
      'key=ENG-2 title=Second state=Cancelled priority=none cycle=Launch parent=- dashes in titles author=max.member created=2026-11-02T09:00Z',
    ],
    { states: [], people: [] },
  ],
  [
    'plane.csv',
    'plane',
    '2 created, 0 updated, 0 skipped, 0 failed',
    [
      'key=WEB-7 title=Fix the footer state=Todo priority=high assignees=jdoe+max.member labels=css+ui cycle=Cycle A module=Layout points=5 start=2026-11-09 target=2026-11-20 author=max.member created=2026-11-02T08:00Z',
      'key=WEB-8 title=Draw icons state=Done priority=none author=max.member created=2026-11-02T08:00Z completed=2026-11-17T07:00Z',
    ],
    { states: [], people: [] },
  ],
  [
    'github-issues.csv',
    'github',
    '3 created, 0 updated, 0 skipped, 0 failed',
    [
      'key=https://github.com/acme/shop/issues/21 title=Open issue state=Backlog priority=none assignees=jdoe labels=bug cycle=v2 author=jdoe created=2026-11-02T08:00Z',
      'key=https://github.com/acme/shop/issues/22 title=Done issue state=Done priority=none author=jdoe created=2026-11-02T08:00Z completed=2026-11-17T08:00Z',
      'key=https://github.com/acme/shop/issues/23 title=Dropped issue state=Cancelled priority=none author=jdoe created=2026-11-02T08:00Z',
    ],
    { states: [], people: [] },
  ],
  [
    'azure.csv',
    'azure',
    '3 created, 0 updated, 0 skipped, 0 failed',
    [
      'key=501 title=Keep the cart state=In Progress priority=high assignees=jdoe labels=cart+web cycle=Sprint 4 module=Checkout points=5 author=ada.admin created=2026-11-02T08:00Z',
      'key=502 title=Store it state=Done priority=medium assignees=jdoe parent=Keep the cart minutes=240 author=ada.admin created=2026-11-03T08:00Z completed=2026-11-17T07:30Z',
      'key=503 title=Lost items state=Cancelled priority=urgent parent=Keep the cart author=ada.admin created=2026-11-03T08:00Z',
    ],
    { states: [], people: ['Someone Else <someone@elsewhere.example>'] },
  ],
];

describeCallboard(
  'work item import',
  {
    entities: importEntities,
    databases: 'tagged',
    services: [
      createPolicy(
        ({ name }, user_ref) =>
          user_ref !== people.guest ||
          name !== permissions.workItem.delete.name,
      ),
    ],
  },
  callboard => {
    let fixture: ItemImportFixture;

    beforeEach(async () => {
      fixture = await ItemImportFixture.open(callboard());
    });

    /** Ingests items of a connected tool into the project of an entity. */
    function ingest(
      source: string,
      entity_ref: string | null,
      items: Array<Record<string, unknown>>,
    ) {
      const updated_at = '2026-11-01T08:00:00.000Z';
      return callboard()
        .as('service')
        .post(`/workspaces/${fixture.slug}/work-items/ingest`, {
          source,
          items: items.map(item => ({ entity_ref, updated_at, ...item })),
        })
        .expect(200);
    }

    it.each(exportsOfTools)(
      'reads %s without a mapping, and imports nothing a second time @postgres',
      async (name, format, summary, items, unmapped) => {
        const file = readItemFixture(name);
        const result = await fixture.import(file);
        expect(summarise(result)).toBe(summary);
        expect(result).toMatchObject({ format, unmapped });
        expect(await fixture.describeItems()).toEqual(items);

        const again = await fixture.import(file);
        expect(again).toMatchObject({
          created: 0,
          updated: 0,
          skipped: items.length,
          batch_id: null,
        });
      },
    );

    it('reads the table of a GitHub project, with tabs @full', async () => {
      const result = await fixture.import(
        readItemFixture('github-project.tsv'),
      );
      expect(result.format).toBe('github');
      const items = await fixture.describeItems();
      expect(items.map(item => item.replace(/ created=.*/, ''))).toEqual([
        'key=https://github.com/acme/shop/issues/12 title=Crash on start state=In Progress priority=high assignees=jdoe+max.member labels=bug+good first issue cycle=v2 points=2 start=2026-11-09 target=2026-11-20 author=ada.admin',
        'key=https://github.com/acme/shop/issues/13 title=Sub task state=Todo priority=none parent=Crash on start author=ada.admin',
      ]);
    });

    it('reads dates from the cells of a workbook @full', async () => {
      const workbook = new Workbook();
      workbook.addWorksheet('Items').addRows([
        ['Title', 'Due date'],
        ['Audit', new Date(Date.UTC(2026, 11, 24))],
      ]);
      await fixture.import(Buffer.from(await workbook.xlsx.writeBuffer()));
      expect(await fixture.listItems()).toMatchObject([
        { title: 'Audit', target_date: '2026-12-24', source: 'file' },
      ]);
    });

    it('reads other files through a mapping, and remembers it for the project @postgres', async () => {
      const file = toCsv(
        'Vorgang;Betreff;Zustand;Wer',
        'V-1;Rechnung;In Arbeit;jd',
        'V-2;Mahnung;In Arbeit;',
      );
      const mapping = {
        columns: {
          external_id: 'Vorgang',
          title: 'Betreff',
          state: 'Zustand',
          assignees: 'Wer',
        },
        states: { 'In Arbeit': await fixture.findState('In Review') },
        people: { jd: jane },
      };
      const preview = await fixture.import(file, { dry_run: 'true' });
      expect(preview).toMatchObject({ format: 'file', rows: 0 });
      expect(preview.unmapped.columns).toEqual([
        'vorgang',
        'betreff',
        'zustand',
        'wer',
      ]);
      await fixture.upload(file).expect(400);

      const result = await fixture.import(file, { mapping });
      expect(result.unmapped).toEqual({ columns: [], states: [], people: [] });
      expect(result.mapping).toMatchObject({
        states: mapping.states,
        people: mapping.people,
      });
      const items = await fixture.describeItems();
      expect(items[0]).toContain('title=Rechnung state=In Review');
      expect(items[0]).toContain('assignees=jdoe');

      const more = `${file}\nV-3;Gutschrift;in arbeit;JD`;
      expect(summarise(await fixture.import(more))).toBe(
        '1 created, 0 updated, 2 skipped, 0 failed',
      );
      const all = await fixture.describeItems();
      expect(all[2]).toContain(
        'title=Gutschrift state=In Review priority=none assignees=jdoe',
      );

      // Capital letters make the name longer.
      const longName = 'ß'.repeat(255);
      const states = { 'IN ARBEIT': await fixture.findState('Done') };
      await fixture.import(file, {
        mapping: { states, people: { [longName]: jane } },
      });
      await fixture.import(`${more}\nV-4;Bestellung;In Arbeit;`);
      expect((await fixture.describeItems())[3]).toContain('state=Done');
    });

    it('changes nothing in a dry run', async () => {
      const result = await fixture.import(readItemFixture('jira.csv'), {
        dry_run: 'true',
        preview: 'true',
        mapping: { people: { 'Nobody Known': jane } },
      });
      expect(result).toMatchObject({ created: 4, failed: 1, batch_id: null });
      expect(result.preview).toHaveLength(5);
      expect(await fixture.listItems()).toEqual([]);
      expect((await fixture.readNames('labels')).size).toBe(0);
      expect(
        await callboard()
          .knex('work_import_mappings')
          .where({ project_id: fixture.projects.pay.id }),
      ).toEqual([]);
    });

    it('updates the items of an earlier import, and leaves the values of blank cells', async () => {
      const header = 'id,title,state,priority,labels,updated_at';
      await fixture.import(
        toCsv(header, '1,One,Done,high,a,2026-11-02T08:00:00Z'),
      );
      const preview = await fixture.import(
        toCsv(header, '1,Uno,,low,b,2026-11-03T08:00:00Z'),
        { preview: 'true' },
      );
      expect(preview.preview).toMatchObject([
        {
          outcome: 'updated',
          changed: ['title', 'priority', 'labels'],
          before: { title: 'One', priority: 'high', labels: 'a' },
        },
      ]);
      const [item] = await fixture.describeItems();
      expect(item).toContain('title=Uno state=Done priority=low labels=b');
    });

    it('leaves the title of an existing item if its cell is blank', async () => {
      await fixture.import(toCsv('id,title,state', '1,One,Backlog'));
      const result = await fixture.import(
        toCsv('id,title,state', '1,,Done', '2,,Done', ',,Done'),
      );
      expect(summarise(result).split('; ')).toEqual([
        '0 created, 1 updated, 0 skipped, 2 failed',
        '3 title: must not be empty',
        '4 title: must not be empty',
      ]);
      expect(await fixture.describeItems()).toEqual([
        expect.stringContaining('title=One state=Done'),
      ]);
    });

    it('distinguishes labels and states by accents and marks', async () => {
      await fixture.import(
        toCsv('id,title,state,labels', '1,One,Done,ハグ', '2,Two,Dóne,バグ'),
      );
      expect(await fixture.describeItems()).toEqual([
        expect.stringMatching(/state=Done .*labels=ハグ /),
        expect.stringMatching(/state=Backlog .*labels=バグ /),
      ]);
    });

    it('skips rows that are older than the item @full', async () => {
      const header = 'id,title,updated_at';
      await fixture.import(toCsv(header, '1,Newer,2026-11-03T08:00:00Z'));
      const result = await fixture.import(
        toCsv(header, '1,Older,2026-11-02T08:00:00Z'),
      );
      expect(result.skipped).toBe(1);
      expect(await fixture.listItems()).toMatchObject([{ title: 'Newer' }]);
    });

    it('keeps the state of an item that is already in the group of an unknown state @full', async () => {
      const header = 'id,title,state';
      await fixture.import(toCsv(header, '1,One,Doing'));
      const [item] = await fixture.listItems();
      const state_id = await fixture.findState('In Review');
      await fixture
        .as('superAdmin')
        .patch(`/projects/${item.project_id}/work-items/${item.id}`, {
          state_id,
        })
        .expect(200);
      await fixture.import(toCsv(header, '1,Uno,Doing'));
      await fixture.import(toCsv(header, '1,Ein,Parked'));
      expect(await fixture.listItems()).toMatchObject([
        { title: 'Ein', state_id },
      ]);
    });

    it('recognises rows without a key by title and creation time @full', async () => {
      const file = toCsv('Title,Priority', 'Same,low', 'Same,low', 'Other,low');
      expect((await fixture.import(file)).created).toBe(3);
      expect((await fixture.import(file)).skipped).toBe(3);
    });

    it('keeps the items of equal keys in two projects apart', async () => {
      const file = toCsv('id,title', '1,One');
      await fixture.import(file);
      const project_id = fixture.projects.web.id;
      expect((await fixture.import(file, { project_id })).created).toBe(1);

      const jira = readItemFixture('jira.csv');
      await fixture.import(jira);
      expect(await fixture.import(jira, { project_id })).toMatchObject({
        created: 4,
        failed: 1,
      });
    });

    it('leaves items alone that a connected tool has ingested into other projects', async () => {
      const { pay, web } = fixture.projects;
      await fixture.import(readItemFixture('jira.csv'));
      await ingest('jira', web.entity_ref, [
        { external_id: '10001', title: 'Secret' },
        { external_id: '10009', title: 'Deleted', is_deleted: true },
      ]);
      const items = await fixture.listItems();
      expect(items.map(({ title }) => title)).not.toContain('Secret');
      expect(new Set(items.map(({ project_id }) => project_id))).toEqual(
        new Set([pay.id]),
      );
      const { body } = await fixture
        .as('superAdmin')
        .get(`/projects/${web.id}/work-items`)
        .expect(200);
      expect(body.items).toMatchObject([
        { title: 'Secret', external_id: '10001' },
      ]);

      const file = toCsv(
        'Issue key,Issue id,Summary',
        'PAY-1,10001,Mine',
        'PAY-9,10009,New',
      );
      expect(summarise(await fixture.import(file))).toBe(
        '1 created, 1 updated, 0 skipped, 0 failed',
      );
    });

    it('hides imported items from the search of a connected tool for deletions', async () => {
      const { pay } = fixture.projects;
      await ingest('jira', pay.entity_ref, [
        { external_id: '10001', title: 'From Jira' },
      ]);
      await fixture.import(readItemFixture('jira.csv'));
      const { knex } = callboard();
      const { workspace_id } = await knex('projects')
        .where({ id: pay.id })
        .first('workspace_id');
      const key = { workspace_id, source: 'jira' };
      expect(await new StoredIds(knex).listItems(key, pay.entity_ref!)).toEqual(
        [{ external_id: '10001', external_url: null }],
      );
    });

    it('identifies issues of GitHub by their repository and number', async () => {
      const file = toCsv(
        'number,title,state,repository',
        '1,Shop,OPEN,acme/shop',
        '1,Docs,OPEN,acme/docs',
      );
      expect(summarise(await fixture.import(file))).toBe(
        '2 created, 0 updated, 0 skipped, 0 failed',
      );
      expect((await fixture.import(file)).skipped).toBe(2);
    });

    it('reads ambiguous dates in the order of the mapping, or of other rows', async () => {
      const file = toCsv('id,title,target_date', '1,One,01/02/2027 9:00 AM');
      expect(summarise(await fixture.import(file))).toBe(
        '0 created, 0 updated, 0 skipped, 1 failed; 2 target_date: must be a date such as 2026-11-16',
      );
      await fixture.import(file, { mapping: { date_order: 'day_first' } });
      await fixture.import(
        toCsv('id,title,target_date', '2,Two,01/02/2027', '3,Three,01/31/2027'),
      );
      expect((await fixture.listItems()).map(item => item.target_date)).toEqual(
        ['2027-02-01', '2027-01-02', '2027-01-31'],
      );
      const repeated = toCsv('id,title,target_date', '4,Four,01/02/2027');
      expect((await fixture.import(repeated)).failed).toBe(1);
    });

    it('fails rows with too many labels or assignees', async () => {
      const list = (count: number) =>
        Array.from({ length: count }, (_, index) => `n${index}`).join(';');
      const result = await fixture.import(
        toCsv(
          'title,labels,assignees',
          `Labels,${list(101)},`,
          `Assignees,,${list(51)}`,
        ),
      );
      expect(summarise(result)).toBe(
        '0 created, 0 updated, 0 skipped, 2 failed; 2 labels: must have at most 100 values; 3 assignees: must have at most 50 values',
      );
    });

    it('prefers a mapped column to the usual one, and returns 400 if the file lacks it', async () => {
      const file = toCsv('Summary,Title,Key', 'Mapped,Usual,1', ',Fallback,2');
      const mapping = { columns: { title: 'Summary' } };
      await fixture.import(file, { mapping });
      const items = await fixture.listItems();
      expect(items.map(({ title }) => title)).toEqual(['Mapped', 'Fallback']);

      const other = toCsv('title', 'Third');
      const { body } = await fixture.upload(other, { mapping }).expect(400);
      expect(body.error.message).toContain(
        'body.mapping.columns.title: the file has no column summary',
      );
      // A remembered column may be absent.
      expect((await fixture.import(other)).created).toBe(1);
    });

    it('reads columns and states that are named like properties of objects', async () => {
      const state = await fixture.findState('In Progress');
      const names = ['__proto__', 'constructor', 'toString'];
      const result = await fixture.import(
        toCsv(
          'Title,constructor,__proto__,toString',
          ...names.map(name => `Named,Text,${name},`),
          'Blank,,,',
        ),
        {
          preview: 'true',
          mapping: {
            columns: {
              description: 'constructor',
              state: '__proto__',
              external_id: 'toString',
            },
            states: { constructor: state, toString: state },
          },
        },
      );
      expect(summarise(result)).toBe(
        '4 created, 0 updated, 0 skipped, 0 failed',
      );
      expect(result.unmapped.states).toEqual(['__proto__']);
      expect(result.mapping.states).toEqual({
        constructor: state,
        toString: state,
      });
      const items = await fixture.listItems();
      expect(
        items.map(({ description, state_id }) => [
          description,
          state_id === state,
        ]),
      ).toEqual([
        ['Text', false],
        ['Text', true],
        ['Text', true],
        [null, false],
      ]);
    });

    it('connects a sub-item to its parent once the row of the parent is valid', async () => {
      const header = 'id,title,parent,target_date';
      const child = '2,Child,1,';
      await fixture.import(toCsv(header, '1,Parent,,31/31/2026', child));
      await fixture.import(
        toCsv(header, '3,Circle,3,', '4,Below,3,', '5,Late,6,', '6,Late,,x'),
      );
      await fixture.import(toCsv(header, '1,Parent,,', child));
      await fixture.import(
        toCsv(header, '3,Circle,,', '4,Below,3,', '5,Late,6,', '6,Late,,'),
      );
      const items = await fixture.describeItems();
      expect(items.filter(item => item.includes('parent='))).toEqual([
        expect.stringContaining('parent=Parent'),
        expect.stringContaining('parent=Circle'),
        expect.stringContaining('parent=Late'),
      ]);
    });

    it('fails only the invalid rows, and names their columns', async () => {
      const result = await fixture.import(
        toCsv(
          'id,title,start_date,target_date,estimate_points,parent',
          '1,Ok,,,,',
          '2,Reversed,2026-11-20,2026-11-02,,',
          '3,Ambiguous,,01/02/2026,,',
          '4,Points,,,many,',
          '1,Twice,,,,',
          '6,Own parent,,,,6',
          '7,Circle,,,,8',
          '8,Circle,,,,7',
          '9,Below a circle,,,,8',
          '10,#N/A,,,,',
          '11,Thousands,,,"1,000",',
          '12,Hexadecimal,,,0x10,',
        ),
      );
      expect(summarise(result).split('; ')).toEqual([
        '2 created, 0 updated, 0 skipped, 10 failed',
        '3 target_date: must not be before start_date',
        '4 target_date: must be a date such as 2026-11-16',
        '5 estimate_points: must be a number such as 2.5 or 1000',
        '6 id: is also in row 2',
        '7 parent: must not be the item itself or one of its sub-items',
        '8 parent: must not be the item itself or one of its sub-items',
        '9 parent: must not be the item itself or one of its sub-items',
        '11 title: contains #N/A instead of a value',
        '12 estimate_points: must be a number such as 2.5 or 1000',
        '13 estimate_points: must be a number such as 2.5 or 1000',
      ]);
      expect(await fixture.listItems()).toMatchObject([
        { title: 'Ok', parent_id: null },
        { title: 'Below a circle', parent_id: null },
      ]);
    });

    it('connects sub-items to parents in later rows and in earlier imports', async () => {
      await fixture.import(toCsv('id,title', 'a,Old parent'));
      await fixture.import(
        toCsv('id,title,parent', 'b,Child,c', 'c,Parent,a', 'd,Orphan,unknown'),
      );
      const items = await fixture.describeItems();
      expect(
        items.map(item => item.replace(/.*title=| author.*/g, '')),
      ).toEqual([
        'Old parent state=Backlog priority=none',
        'Child state=Backlog priority=none parent=Parent',
        'Parent state=Backlog priority=none parent=Old parent',
        'Orphan state=Backlog priority=none',
      ]);
    });

    it('reads the ancestors of parents, but no other sub-items', async () => {
      const header = 'id,title,parent';
      await fixture.import(
        toCsv(header, 'a,A,', 'b,B,a', 'c,C,b', 'd,Other,a', 'e,E,'),
      );
      const items = await fixture.listItems();
      const other = items.find(({ title }) => title === 'Other')!;
      const { knex } = callboard();
      const read: string[] = [];
      const listen = (rows: unknown, { sql }: { sql: string }) => {
        if (/\bancestors\b/.test(sql)) read.push(JSON.stringify(rows));
      };
      knex.on('query-response', listen);
      const result = await fixture.import(toCsv(header, 'a,A,c', 'e,E,c'));
      knex.off('query-response', listen);
      expect(result.errors).toMatchObject([
        {
          row: 2,
          reason: 'must not be the item itself or one of its sub-items',
        },
      ]);
      expect(read.join()).toContain(items[0].id);
      expect(read.join()).not.toContain(other.id);
    });

    it('drops and reports assignees who cannot see the project', async () => {
      const { pay } = fixture.projects;
      await fixture
        .as('superAdmin')
        .patch(`/projects/${pay.id}`, { access: 'secret' })
        .expect(200);
      const result = await fixture.import(
        toCsv('title,assignees', `Secret,"${people.guest}, ${jane}"`),
      );
      expect(result.unmapped.people).toEqual([people.guest]);
      expect(await fixture.listItems()).toMatchObject([{ assignees: [jane] }]);
    });

    it('recognises the items of a connected tool by their id', async () => {
      const { pay } = fixture.projects;
      await callboard()
        .as('service')
        .post(`/workspaces/${fixture.slug}/work-items/ingest`, {
          source: 'jira',
          items: [
            {
              entity_ref: pay.entity_ref,
              external_id: '10001',
              updated_at: '2026-11-20T08:00:00.000Z',
              title: 'From Jira',
            },
          ],
        })
        .expect(200);
      const result = await fixture.import(readItemFixture('jira.csv'));
      expect(result).toMatchObject({ created: 3, skipped: 1 });
      expect(await fixture.listItems()).toMatchObject([
        { title: 'From Jira' },
        // The parent of an item may be an item of the connected tool.
        { title: 'Pay with a card', parent_id: expect.any(String) },
        {},
        {},
      ]);
    });

    it('recognises the issues of a connected GitHub by their URL @full', async () => {
      const { pay } = fixture.projects;
      await callboard()
        .as('service')
        .post(`/workspaces/${fixture.slug}/work-items/ingest`, {
          source: 'github',
          items: [
            {
              entity_ref: pay.entity_ref,
              external_id: '900001',
              updated_at: '2026-11-01T08:00:00.000Z',
              title: 'Older title',
              external_url: 'https://github.com/acme/shop/issues/21',
            },
          ],
        })
        .expect(200);
      const result = await fixture.import(readItemFixture('github-issues.csv'));
      expect(result).toMatchObject({ created: 2, updated: 1 });
      expect((await fixture.listItems())[0]).toMatchObject({
        external_id: '900001',
        title: 'Open issue',
      });
    });

    it('skips the rows of deleted items @full', async () => {
      const file = toCsv('id,title', '1,One');
      await fixture.import(file);
      const [item] = await fixture.listItems();
      await fixture
        .as('superAdmin')
        .delete(`/projects/${item.project_id}/work-items/${item.id}`)
        .expect(204);
      expect((await fixture.import(file)).skipped).toBe(1);
    });

    it('imports again when another request has changed the same rows', async () => {
      const conflict = Object.assign(new Error(), { code: '40P01' });
      jest
        .spyOn(MappingStore.prototype, 'save')
        .mockRejectedValueOnce(conflict);
      const file = toCsv('id,title,parent', '1,One,', '2,Circle,2');
      expect(summarise(await fixture.import(file))).toBe(
        '1 created, 0 updated, 0 skipped, 1 failed; 3 parent: must not be the item itself or one of its sub-items',
      );
      expect(await fixture.listItems()).toHaveLength(1);
    });

    it('records one bulk action by the caller', async () => {
      const { batch_id } = await fixture.import(readItemFixture('jira.csv'));
      const entries = await listActivityEntries(
        callboard(),
        fixture.projects.pay.id,
      );
      expect(entries.at(-1)).toMatchObject({
        batch_id,
        user_id: people.admin,
        entity_type: 'project',
        action: 'bulk_import',
        metadata: {
          text: '4 work items',
          source: 'jira',
          created: 4,
          failed: 1,
        },
      });
    });

    describe('access', () => {
      const file = toCsv('title', 'One');

      it('returns 403 to all but admins of the project, and 400 for a project they cannot see', async () => {
        await fixture.upload(file, {}, 'member').expect(403);
        await fixture.upload(file, {}, 'guest').expect(403);
        await fixture.upload(file, {}, 'user:default/nobody').expect(404);
        const { pay, web } = fixture.projects;
        await fixture
          .as('superAdmin')
          .post(`/projects/${web.id}/members`, {
            user_ref: people.guest,
            role: 'admin',
          })
          .expect(201);
        await fixture.upload(file, { project_id: web.id }, 'guest').expect(200);
        await fixture
          .as('superAdmin')
          .patch(`/projects/${pay.id}`, { access: 'secret' })
          .expect(200);
        const { body } = await fixture.upload(file, {}, 'guest').expect(400);
        expect(body.error.message).toContain('body.project_id');
      });

      it('returns 409 for an archived project @full', async () => {
        const { pay } = fixture.projects;
        await fixture
          .as('superAdmin')
          .patch(`/projects/${pay.id}`, {
            archived_at: '2026-01-01T00:00:00.000Z',
          })
          .expect(200);
        await fixture.upload(file, { dry_run: 'true' }).expect(409);
        const { body } = await fixture.upload(file).expect(409);
        expect(body.error.message).toContain('is archived');
      });

      it.each([
        ['{', 'body.mapping: must be JSON'],
        ['{"columns":{"colour":"x"}}', 'body.mapping.columns.colour'],
        ['{"people":{"jd":"Jane Doe"}}', 'body.mapping.people.jd'],
        [
          '{"states":{"Open":"019a0000-0000-7000-8000-000000000000"}}',
          'body.mapping.states.Open: is not a state of this project',
        ],
      ])('returns 400 for the mapping %s', async (mapping, message) => {
        const { body } = await fixture.upload(file, { mapping }).expect(400);
        expect(body.error.message).toContain(message);
      });

      it('returns 400 for a mapping of more than 2,000 people', async () => {
        const names = Array.from({ length: 2_001 }, (_, index) => `p${index}`);
        const mapping = {
          people: Object.fromEntries(names.map(name => [name, jane])),
        };
        const { body } = await fixture.upload(file, { mapping }).expect(400);
        expect(body.error.message).toContain(
          'body.mapping.people: must have at most 2000 entries',
        );
      });
    });

    describe('undo', () => {
      it('deletes the created items and restores the updated ones @postgres', async () => {
        const header = 'id,title,state,labels,parent';
        await fixture.import(toCsv(header, '1,One,Done,a,'));
        const before = await fixture.describeItems();
        const second = toCsv(
          header,
          '1,Uno,Todo,b,',
          '2,Two,Todo,b,1',
          '3,Three,,,2',
        );
        const { batch_id } = await fixture.import(second);
        const { body } = await fixture.undo(batch_id!).expect(200);
        expect(body).toEqual({ undone: 3, skipped: 0 });
        expect(await fixture.describeItems()).toEqual(before);
        const again = await fixture.undo(batch_id!).expect(200);
        expect(again.body).toEqual({ undone: 0, skipped: 3 });

        expect(summarise(await fixture.import(second))).toBe(
          '2 created, 1 updated, 0 skipped, 0 failed',
        );
      });

      it('skips items that have changed since, which lose a deleted parent', async () => {
        const { batch_id } = await fixture.import(
          toCsv('id,title,parent', '1,Parent,', '2,Child,1'),
        );
        const [, child] = await fixture.listItems();
        await fixture
          .as('superAdmin')
          .patch(`/projects/${child.project_id}/work-items/${child.id}`, {
            priority: 'low',
          })
          .expect(200);
        const { body } = await fixture.undo(batch_id!).expect(200);
        expect(body).toEqual({ undone: 1, skipped: 1 });
        expect(await fixture.listItems()).toMatchObject([
          { title: 'Child', priority: 'low', parent_id: null },
        ]);
      });

      it('skips created items with comments or worklogs', async () => {
        const { batch_id } = await fixture.import(
          toCsv('title', 'Commented', 'Logged', 'Unused'),
        );
        const [commented, logged] = await fixture.listItems();
        const path = `/projects/${commented.project_id}/work-items`;
        await fixture
          .as('superAdmin')
          .post(`${path}/${commented.id}/comments`, { body: 'Done?' })
          .expect(201);
        await fixture
          .as('superAdmin')
          .post(`${path}/${logged.id}/worklogs`, { duration_minutes: 30 })
          .expect(201);
        const { body } = await fixture.undo(batch_id!).expect(200);
        expect(body).toEqual({ undone: 1, skipped: 2 });
        expect(await fixture.listItems()).toMatchObject([
          { title: 'Commented' },
          { title: 'Logged' },
        ]);
      });

      it('restores when work on an item began and ended', async () => {
        const header = 'id,title,state';
        await fixture.import(toCsv(header, '1,One,Todo', '2,Two,Done'));
        const readProgress = () =>
          callboard()
            .knex('work_items')
            .select('started_at', 'completed_at')
            .where({ project_id: fixture.projects.pay.id })
            .orderBy('number');
        const before = await readProgress();
        const { batch_id } = await fixture.import(
          toCsv(header, '1,One,In Progress', '2,Two,In Progress'),
        );
        await fixture.undo(batch_id!).expect(200);
        expect(await readProgress()).toEqual(before);
      });

      it('returns 403 to an admin whom the policy of the portal denies deletions', async () => {
        await fixture
          .as('superAdmin')
          .post(`/projects/${fixture.projects.pay.id}/members`, {
            user_ref: people.guest,
            role: 'admin',
          })
          .expect(201);
        const file = toCsv('title', 'One');
        const { batch_id } = await fixture.import(file, {}, 'guest');
        await fixture.undo(batch_id!, 'guest').expect(403);
        expect(await fixture.listItems()).toHaveLength(1);
      });

      it('returns 409 after an hour, 403 to members, and 404 for other batches', async () => {
        const { batch_id } = await fixture.import(toCsv('title', 'One'));
        await fixture.undo(batch_id!, 'member').expect(403);
        await fixture.undo('019a0000-0000-7000-8000-000000000000').expect(404);
        const hourAgo = new Date(Date.now() - 3_601_000);
        await callboard()
          .knex('activity')
          .where({ batch_id })
          .update({ created_at: hourAgo });
        await fixture.undo(batch_id!).expect(409);
        expect(await fixture.listItems()).toHaveLength(1);
      });
    });
  },
);
