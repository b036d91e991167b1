import { ConflictError } from '@backstage/errors';
import {
  permissions,
  POLICY_DENIAL,
  WorklogImportMapping,
} from '@callboard/plugin-callboard-common';
import { createPolicy } from '../../../__testUtils__/createPolicy';
import { describeWithoutJobs } from '../../../__testUtils__/describeCallboard';
import { listActivityEntries } from '../../../__testUtils__/listActivityEntries';
import { people } from '../../../__testUtils__/startCallboard';
import { ITEMS_PER_STEP } from '../../work/imports/WorkItemImporter';
import { WorkItemService } from '../../work/items/WorkItemService';
import {
  formatImportErrors,
  ImportFixture,
  importEntities,
  jane,
  readFixtureFile,
} from './__testUtils__/ImportFixture';

/** The fields of a form with a mapping. */
const withMapping = (
  mapping: WorklogImportMapping,
  fields: Record<string, string> = {},
) => ({ ...fields, mapping: JSON.stringify(mapping) });

const clockify = readFixtureFile('clockify.csv');

/** Rows in Harvest's format, as `day,project,task,hours,first name,last name`. */
const harvest = (...rows: string[]) =>
  [
    'Date,Project,Task,Hours,First Name,Last Name',
    ...rows.map(row => `2026-05-${row}`),
  ].join('\n');

const ownRows = harvest(
  '20,Payments,Design,1,,',
  '21,Payments,Design,2,,',
  '21,Payments,Review,3,,',
);

describeWithoutJobs(
  'mapped worklog imports',
  { entities: importEntities, databases: 'tagged' },
  callboard => {
    let importFixture: ImportFixture;

    beforeEach(async () => {
      importFixture = await ImportFixture.open(callboard());
    });

    const summarise = () => importFixture.summariseWorklogs();

    /** The number of work items of the project PAY. */
    async function countItems(): Promise<number> {
      const path = `/projects/${importFixture.projects.pay.id}/work-items`;
      const { body } = await importFixture.as('superAdmin').get(path);
      return body.items.length;
    }

    it('lists the names to map with the number of rows, and suggests work items of the same name', async () => {
      const id = await importFixture.make('PAY-8', { title: 'design' });
      const result = await importFixture.import(
        clockify.toString().replaceAll('max.member@example.com', 'max@acme.x'),
        'admin',
        { dry_run: 'true' },
      );
      expect(result).toMatchObject({ created: 1, failed: 4 });
      expect(result.unmapped).toEqual({
        columns: expect.arrayContaining(['client', 'group']),
        items: [
          {
            project: 'Payments',
            task: 'Design',
            rows: 2,
            suggestion: {
              id,
              identifier: 'PAY-8',
              title: 'design',
              project_id: importFixture.projects.pay.id,
            },
          },
          { project: 'Relaunch', task: '', rows: 1, suggestion: null },
          { project: '', task: '', rows: 1, suggestion: null },
        ],
        people: ['max@acme.x'],
      });
      expect(formatImportErrors(result).slice(0, 2)).toEqual([
        '3 task: “Payments / Design” is not mapped to a work item, and no work item identifier such as PAY-42 found in task, description, tags, project',
        '4 email: is not in this workspace',
      ]);
    });

    it('suggests work items for the first 500 tasks', async () => {
      await importFixture.make('PAY-8', { title: 'design' });
      const rows = Array.from(
        { length: 501 },
        (_, index) =>
          `20,P${index},${index % 500 === 0 ? 'Design' : index},1,,`,
      );
      const { unmapped } = await importFixture.import(
        harvest(...rows),
        'admin',
        { dry_run: 'true' },
      );
      expect(unmapped.items).toHaveLength(501);
      expect(unmapped.items[0].suggestion?.identifier).toBe('PAY-8');
      expect(unmapped.items[500].suggestion).toBeNull();
    });

    it('prefers the suggestion in the project that the file names', async () => {
      await importFixture.make('PAY-8', { title: 'Design' });
      await importFixture.make('WEB-8', { title: 'design' });
      const { unmapped } = await importFixture.import(
        harvest(
          ...['pay', 'Web', 'Other'].map(name => `20,${name},Design,1,,`),
        ),
        'admin',
        { dry_run: 'true' },
      );
      expect(
        unmapped.items.map(({ suggestion }) => suggestion?.identifier),
      ).toEqual(['PAY-8', 'WEB-8', undefined]);
    });

    it('imports mapped rows, splits them at midnight, and remembers the mapping @postgres', async () => {
      const [design, other] = [
        await importFixture.make('PAY-8'),
        await importFixture.make('WEB-9'),
      ];
      const file = clockify
        .toString()
        .replaceAll('max.member@example.com', 'max@acme.x');
      const mapping = {
        items: { 'Payments/Design': design, 'Relaunch/': other, '/': other },
        people: { 'MAX@acme.x': people.member },
      };
      const result = await importFixture.import(
        file,
        'admin',
        withMapping(mapping),
      );
      expect(formatImportErrors(result)).toEqual([]);
      expect(result).toMatchObject({
        created: 5,
        unmapped: { items: [], people: [] },
        mapped: {
          people: [{ name: 'max@acme.x', user_ref: people.member }],
        },
      });
      expect(result.mapped.items).toEqual([
        {
          project: 'Payments',
          task: 'Design',
          rows: 2,
          work_item: expect.objectContaining({
            id: design,
            identifier: 'PAY-8',
          }),
        },
        expect.objectContaining({ project: 'Relaunch', rows: 1 }),
        expect.objectContaining({ project: '', rows: 1 }),
      ]);
      const worklogs = await summarise();
      expect(worklogs).toEqual([
        'jdoe PAY-42 2026-05-22 90',
        'jdoe PAY-8 2026-05-22 20',
        'max.member PAY-8 2026-05-22 30',
        'max.member PAY-8 2026-05-23 45',
        'max.member WEB-9 2026-05-23 15',
        'max.member WEB-9 2026-05-24 10',
      ]);
      const later = file.replaceAll('05/2', '04/2');
      const next = await importFixture.import(later, 'admin');
      expect(next).toMatchObject({ created: 5, failed: 0 });
      const again = await importFixture.import(file, 'admin');
      expect(again).toMatchObject({ created: 0, skipped: 5 });
    });

    it('creates nothing when rows are imported again with another mapping @postgres', async () => {
      const [first, second] = [
        await importFixture.make('PAY-8'),
        await importFixture.make('PAY-9'),
      ];
      const importTo = (id: string) =>
        importFixture.import(
          ownRows,
          'member',
          withMapping({
            items: { 'Payments/Design': id, 'Payments/Review': id },
          }),
        );
      expect(await importTo(first)).toMatchObject({ created: 3 });
      const worklogs = await summarise();
      expect(await importTo(second)).toMatchObject({ created: 0, skipped: 3 });
      expect(await summarise()).toEqual(worklogs);
    });

    it('prefers a work item named in the row, then the mapping of the request, then an earlier one @full', async () => {
      const [first, second] = [
        await importFixture.make('PAY-8'),
        await importFixture.make('PAY-9'),
      ];
      const importRows = (file: string, id?: string) =>
        importFixture.import(
          file,
          'member',
          withMapping(id ? { items: { 'Payments/PAY-42?': id } } : {}),
        );
      const row = (day: number, task: string) =>
        harvest(`${day},Payments,${task},1,,`);
      await importRows(row(20, 'PAY-42?'), first);
      expect(await summarise()).toEqual(['max.member PAY-42 2026-05-20 60']);

      const importDesign = (day: number, id?: string) =>
        importFixture.import(
          row(day, 'Design'),
          'member',
          withMapping(id ? { items: { 'Payments/Design': id } } : {}),
        );
      await importDesign(21, first);
      await importDesign(22);
      await importDesign(23, second);
      await importDesign(24);
      expect((await summarise()).slice(1)).toEqual([
        'max.member PAY-8 2026-05-21 60',
        'max.member PAY-8 2026-05-22 60',
        'max.member PAY-9 2026-05-23 60',
        'max.member PAY-9 2026-05-24 60',
      ]);
    });

    it('remembers mappings for the person who imported, and only while the work item exists', async () => {
      const id = await importFixture.make('PAY-8');
      const items = { 'Payments/Design': id, 'Payments/Review': id };
      await importFixture.import(
        ownRows,
        'member',
        withMapping({ items }, { dry_run: 'true' }),
      );
      const dryRun = { dry_run: 'true' };
      const countUnmapped = async (who: 'member' | 'admin') => {
        const result = await importFixture.import(ownRows, who, dryRun);
        return result.unmapped.items.length;
      };
      expect(await countUnmapped('member')).toBe(2);
      await importFixture.import(ownRows, 'member', withMapping({ items }));
      expect(await countUnmapped('member')).toBe(0);
      expect(await countUnmapped('admin')).toBe(2);
      await importFixture
        .as('superAdmin')
        .delete(`/projects/${importFixture.projects.pay.id}/work-items/${id}`)
        .expect(204);
      expect(await countUnmapped('member')).toBe(2);
    });

    it('remembers the columns of a table of unknown format', async () => {
      const rows = (day: number) => `Tag;Std;Was\n${day}.05.2026;1,5;PAY-42\n`;
      const columns = { date: 'Tag', hours: 'Std', description: 'Was' };
      const unknown = await importFixture.import(rows(20), 'member');
      expect(unknown).toMatchObject({
        format: 'other',
        failed: 1,
        unmapped: { columns: ['tag', 'std', 'was'] },
      });
      await importFixture.import(rows(20), 'member', withMapping({ columns }));
      const next = await importFixture.import(rows(21), 'member');
      expect(next).toMatchObject({
        created: 1,
        mapped: { columns: { date: 'tag', hours: 'std', description: 'was' } },
      });
      expect(await summarise()).toEqual([
        'max.member PAY-42 2026-05-20 90',
        'max.member PAY-42 2026-05-21 90',
      ]);
    });

    it('maps names to the caller only, for members', async () => {
      const file = harvest('20,PAY-42,,1,M.,Member', '21,PAY-42,,2,Jane,Doe');
      const unmapped = await importFixture.import(file, 'member');
      expect(unmapped.unmapped.people).toEqual(['M. Member', 'Jane Doe']);
      const result = await importFixture.import(
        file,
        'member',
        withMapping({
          people: { 'M. Member': people.member, 'Jane Doe': jane },
        }),
      );
      expect(formatImportErrors(result)).toEqual([
        '3 first_name: is another person. Only workspace admins can import time for others',
      ]);
      expect(await summarise()).toEqual(['max.member PAY-42 2026-05-20 60']);
    });

    describe('with invalid mappings', () => {
      const refuse = async (
        mapping: unknown,
        who: 'member' | 'admin' = 'member',
        status = 400,
      ): Promise<string> => {
        const { body } = await importFixture
          .upload(ownRows, who, { mapping: JSON.stringify(mapping) })
          .expect(status);
        return body.error.message;
      };

      it('rejects work items that are absent, deleted, invisible or of another workspace', async () => {
        const { id: web } = importFixture.projects.web;
        const superAdmin = importFixture.as('superAdmin');
        const deleted = await importFixture.make('PAY-8');
        await superAdmin
          .delete(
            `/projects/${importFixture.projects.pay.id}/work-items/${deleted}`,
          )
          .expect(204);
        const secret = await importFixture.make('WEB-8');
        await superAdmin
          .patch(`/projects/${web}`, { access: 'secret' })
          .expect(200);
        const { body } = await superAdmin.get(`/projects/${web}/members`);
        for (const { id } of body.items) {
          await superAdmin.delete(`/projects/${web}/members/${id}`);
        }
        const other = await ImportFixture.open(callboard(), []);
        const items = {
          absent: web,
          deleted,
          secret,
          elsewhere: await other.make('PAY-1'),
        };
        expect((await refuse({ items })).split('; ')).toEqual(
          Object.keys(items).map(
            key =>
              `body.mapping.items.${key}: is not a work item that you can see`,
          ),
        );
        expect(await summarise()).toEqual([]);
      });

      it('rejects malformed and oversized mappings', async () => {
        const items = Object.fromEntries(
          Array.from({ length: 2_001 }, (_, n) => [`P/${n}`, jane]),
        );
        expect(await refuse({ items: { 'P/T': 'x' } })).toBe(
          'body.mapping.items.P/T: must be a UUID',
        );
        expect(await refuse({ people: { ...items, x: 'Jane' } })).toContain(
          'body.mapping.people.x: must be a lower-case User',
        );
        expect(await refuse({ people: items })).toBe(
          'body.mapping.people: must have at most 2000 entries',
        );
        // In lower case, this letter has two characters.
        expect(await refuse({ people: { ['İ'.repeat(251)]: jane } })).toBe(
          'body.mapping.people: must have names of at most 500 characters in lower case',
        );
        expect(await refuse({ columns: { day: 'Tag' } })).toBe(
          'body.mapping.columns.day: is not a known field',
        );
        expect(await refuse({ columns: { date: 'Tag' } })).toBe(
          'body.mapping.columns.date: the file has no column tag',
        );
      });

      it('rejects new work items in projects that are invisible, or of which the caller is no admin', async () => {
        const { pay, web } = importFixture.projects;
        const other = await ImportFixture.open(callboard(), []);
        const create = { 'Payments/Design': other.projects.pay.id };
        expect(await refuse({ create }, 'admin')).toBe(
          'body.mapping.create.Payments/Design: is not a project that you can see',
        );
        const own = { 'Payments/Design': pay.id, 'Payments/Review': web.id };
        expect(await refuse({ create: own }, 'member', 403)).toContain(
          'Only admins of the project',
        );
        expect(await countItems()).toBe(2);
      });
    });

    describe('with new work items', () => {
      const create = () => ({
        'Payments/Design': importFixture.projects.pay.id,
        'Payments/Review': importFixture.projects.pay.id,
        'Payments/Unused': importFixture.projects.pay.id,
      });

      it('creates a work item per task in the same change, and none on a dry run @postgres', async () => {
        const file = ownRows.replace('3,,', '3,Max,Member');
        const options = withMapping({ create: create() }, { dry_run: 'true' });
        const preview = await importFixture.import(file, 'admin', options);
        expect(preview).toMatchObject({ created: 3, failed: 0 });
        expect(preview.mapped.items.map(({ work_item }) => work_item)).toEqual([
          null,
          null,
        ]);
        expect(await countItems()).toBe(2);

        const result = await importFixture.import(
          file,
          'admin',
          withMapping({ create: create() }),
        );
        expect(result).toMatchObject({ created: 3, failed: 0 });
        expect(
          result.mapped.items.map(({ work_item }) => work_item?.title),
        ).toEqual(['Design', 'Review']);
        expect(await countItems()).toBe(4);
        expect((await summarise()).sort()).toEqual([
          'ada.admin PAY-8 2026-05-20 60',
          'ada.admin PAY-8 2026-05-21 120',
          'max.member PAY-9 2026-05-21 180',
        ]);
        const { body } = await importFixture.as('superAdmin').get('');
        const entries = await listActivityEntries(callboard(), body.id);
        const { batch_id } = entries.at(-1)!;
        const details = await callboard()
          .as('superAdmin')
          .get(`/admin/activity?batch_id=${batch_id}&entity_type=work_item`)
          .expect(200);
        expect(
          details.body.activities.map(
            ({ action, entity_label }: any) => `${action} ${entity_label}`,
          ),
        ).toEqual(['create PAY-9 Review', 'create PAY-8 Design']);
      });

      it('creates many work items in steps @postgres', async () => {
        const createItems = jest.spyOn(
          WorkItemService.prototype,
          'createAsDetails',
        );
        const { web } = importFixture.projects;
        const tasks = Array.from(
          { length: ITEMS_PER_STEP + 1 },
          (_, index) => `T${index}`,
        );
        const result = await importFixture.import(
          harvest(...tasks.map(task => `20,Payments,${task},0.1,,`)),
          'admin',
          withMapping({
            create: Object.fromEntries(
              tasks.map(task => [`Payments/${task}`, web.id]),
            ),
          }),
        );
        expect(result).toMatchObject({ created: tasks.length, failed: 0 });
        expect(
          createItems.mock.calls.map(([, , items]) => items.length),
        ).toEqual([ITEMS_PER_STEP, 1]);
        expect(result.mapped.items.map(({ task }) => task)).toEqual(tasks);
        createItems.mockRestore();
      });

      it('answers 409 if a project has been archived meanwhile', async () => {
        const archived = new ConflictError('The project pay is archived');
        const createItems = jest
          .spyOn(WorkItemService.prototype, 'createAsDetails')
          .mockRejectedValue(archived);
        const { pay } = importFixture.projects;
        const { body } = await importFixture
          .upload(
            ownRows,
            'admin',
            withMapping({ create: { 'Payments/Design': pay.id } }),
          )
          .expect(409);
        expect(body.error.message).toBe(archived.message);
        createItems.mockRestore();
      });

      it('creates no second work item when the request is repeated', async () => {
        const file = (day: number) => harvest(`${day},Payments,Design,1,,`);
        const options = withMapping({ create: create() });
        await importFixture.import(file(20), 'admin', options);
        await importFixture.import(file(20), 'admin', options);
        await importFixture.import(file(21), 'admin', options);
        expect(await countItems()).toBe(3);
        expect(await summarise()).toHaveLength(2);
      });

      it('creates a work item for each task, also for tasks that look alike in messages', async () => {
        const { pay, web } = importFixture.projects;
        const file = harvest('20,X,,1,,', '21,,X,2,,');
        const options = { create: { 'X/': pay.id, '/X': web.id } };
        await importFixture.import(file, 'admin', withMapping(options));
        expect(await summarise()).toEqual([
          'ada.admin PAY-8 2026-05-20 60',
          'ada.admin WEB-2 2026-05-21 120',
        ]);
      });

      it('creates no work item for a task whose rows all fail', async () => {
        const file = harvest('20,Payments,Design,1,Nobody,Known');
        const result = await importFixture.import(
          file,
          'admin',
          withMapping({ create: create() }),
        );
        expect(result).toMatchObject({ created: 0, failed: 1 });
        expect(await countItems()).toBe(2);
        const { pay } = importFixture.projects;
        await importFixture
          .as('superAdmin')
          .patch(`/projects/${pay.id}`, { is_time_tracking_enabled: false })
          .expect(200);
        const refused = await importFixture.import(
          ownRows,
          'admin',
          withMapping({ create: create() }),
        );
        expect(formatImportErrors(refused)[0]).toBe(
          '2 task: time tracking is off in the project pay',
        );
        expect(await countItems()).toBe(2);
      });
    });
  },
);

describeWithoutJobs(
  'worklog imports of people who may not create work items by the policy',
  {
    entities: importEntities,
    services: [
      createPolicy(
        ({ name }, user_ref) =>
          name !== permissions.workItem.create.name ||
          user_ref !== people.admin,
      ),
    ],
  },
  callboard => {
    it('rejects new work items before it reads the file, and imports time on existing ones', async () => {
      const importFixture = await ImportFixture.open(callboard());
      const create = { 'Payments/Design': importFixture.projects.pay.id };
      for (const dry_run of ['false', 'true']) {
        const { body } = await importFixture
          .upload('', 'admin', withMapping({ create }, { dry_run }))
          .expect(403);
        expect(body.error.message).toBe(POLICY_DENIAL);
      }
      const row = harvest('20,PAY-42,,1,,');
      const result = await importFixture.import(row, 'admin');
      expect(result).toMatchObject({ created: 1, failed: 0 });
    });
  },
);
