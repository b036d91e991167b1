import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { thing } from '../../../core/projects/__testUtils__/landscape';
import {
  errorsIn,
  ImportDesk,
  importLandscape,
  jane,
} from './__testUtils__/ImportDesk';

jest.setTimeout(120_000);

const namesake = 'user:default/jane.other';

/** Rows of Kimai's export for people, as `[name, user name, mail]`. */
const kimai = (...rows: string[][]) =>
  [
    'Date,Duration,Project,Activity,Description,Name,User,E-Mail',
    ...rows.map(
      (person, index) =>
        `2026-05-${10 + index},0:30,Pay,Work,PAY-42,${person.join(',')}`,
    ),
  ].join('\n');

/** Rows of our own for people, by reference. */
const own = (...refs: string[]) =>
  [
    'date,work_item,minutes,person',
    ...refs.map((ref, index) => `2026-05-${10 + index},PAY-42,30,${ref}`),
  ].join('\n');

const others =
  'is not you: only admins of the workspace import the time of others';

describeCallboard(
  'whose time is imported',
  {
    entities: [
      ...importLandscape,
      thing('User', 'jane.other', {
        spec: { profile: { displayName: 'Jane Doe' } },
      }),
    ],
  },
  callboard => {
    let desk: ImportDesk;

    beforeEach(async () => {
      desk = await ImportDesk.open(callboard());
    });

    const loggedBy = async () =>
      (await desk.entries()).map(({ logged_by }) => logged_by);

    const hire = (values: Record<string, unknown>) =>
      desk
        .as('superAdmin')
        .post('/staff', {
          staff_id: values.user_ref === jane ? 'S1' : 'S2',
          first_name: 'Some',
          last_name: 'Body',
          email: 'some.body@example.org',
          ...values,
        })
        .expect(201);

    it('is found by reference, mail address, user name and name', async () => {
      const result = await desk.import(own(jane));
      expect(result).toMatchObject({ created: 1, failed: 0 });
      const file = kimai(
        ['', '', 'JANE.doe@example.org'],
        ['', 'JDoe', ''],
        ['Jane Doe', 'somebody', ''],
        ['Max Member', '', ''],
      );
      expect(errorsIn(await desk.import(file))).toEqual([]);
      expect(await loggedBy()).toEqual([jane, jane, jane, jane, people.member]);
    });

    it('is found by what the staff of the workspace are called', async () => {
      await hire({
        first_name: 'J.',
        last_name: 'Roe',
        email: 'J.Roe@acme.example',
        user_ref: jane,
      });
      const file = kimai(['', '', 'j.roe@ACME.example'], ['J. Roe', '', '']);
      expect(errorsIn(await desk.import(file))).toEqual([]);
      expect(await loggedBy()).toEqual([jane, jane]);
    });

    it('is the caller’s where the file does not say', async () => {
      const file = 'date,work_item,minutes\n2026-05-20,PAY-42,30\n';
      await desk.import(file, 'member');
      expect(await loggedBy()).toEqual([people.member]);
    });

    it('fails where nobody of the workspace is meant, or several can be', async () => {
      await desk
        .as('superAdmin')
        .post('/members', { user_ref: namesake, role: 'member' })
        .expect(201);
      for (const user_ref of [jane, people.member]) {
        await hire({ user_ref, email: 'shared@example.org' });
      }
      const file = kimai(
        ['Jane Doe', '', ''],
        ['', '', 'shared@example.org'],
        ['', 'sam.stranger', ''],
        ['Nobody', 'nobody', ''],
        // The mail address decides alone.
        ['Max Member', 'max.member', 'max@elsewhere.example'],
      );
      expect(errorsIn(await desk.import(file))).toEqual([
        '2 e_mail: can be several people of this workspace',
        '3 e_mail: can be several people of this workspace',
        '4 e_mail: is nobody of this workspace',
        '5 e_mail: is nobody of this workspace',
        '6 e_mail: is nobody of this workspace',
      ]);
      const byRef = await desk.import(own('user:default/nobody', namesake));
      expect(errorsIn(byRef)).toEqual([
        '2 person: is nobody of this workspace',
        `3 work_item: ${namesake} cannot log time on PAY-42`,
      ]);
      expect(await desk.entries()).toEqual([]);
    });

    it('is only their own for members, who learn of nobody else', async () => {
      const file = own(people.member, jane, 'user:default/nobody');
      const result = await desk.import(file, 'member');
      expect(errorsIn(result)).toEqual([
        `3 person: ${others}`,
        `4 person: ${others}`,
      ]);
      const named = kimai(
        ['', '', 'max.member@example.com'],
        ['Max Member', '', ''],
        ['Jane Doe', '', ''],
        ['', '', 'max@elsewhere.example'],
      );
      expect(errorsIn(await desk.import(named, 'member'))).toEqual([
        `4 e_mail: ${others}`,
        `5 e_mail: ${others}`,
      ]);
      expect(await loggedBy()).toEqual(Array(3).fill(people.member));
    });

    it('goes on items that they can log on, and no other', async () => {
      const secret = desk.projects.web.id;
      const boss = desk.as('superAdmin');
      await boss.patch(`/projects/${secret}`, { access: 'secret' }).expect(200);
      const { body } = await boss.get(`/projects/${secret}/members`);
      const max = body.items.find(
        ({ user_ref }: any) => user_ref === people.member,
      );
      await boss.delete(`/projects/${secret}/members/${max.id}`).expect(204);
      await boss
        .post('/members', { user_ref: people.reader, role: 'member' })
        .expect(201);
      await desk.make('PAY-9', { assignees: [people.reader] });
      const file = (who: string) =>
        [
          'date,work_item,minutes,person',
          ...['WEB-1', 'PAY-42', 'PAY-9'].map(
            item => `2026-05-10,${item},30,${who}`,
          ),
        ].join('\n');
      expect(errorsIn(await desk.import(file(''), 'member'))).toEqual([
        '2 work_item: there is no work item WEB-1',
      ]);
      expect(errorsIn(await desk.import(file(''), 'reader'))).toEqual([
        '2 work_item: there is no work item WEB-1',
        '3 work_item: you cannot log time on PAY-42',
      ]);
      const byAdmin = await desk.import(file(people.reader));
      expect(errorsIn(byAdmin)).toEqual([
        `2 work_item: ${people.reader} cannot log time on WEB-1`,
        `3 work_item: ${people.reader} cannot log time on PAY-42`,
      ]);
      expect(byAdmin).toMatchObject({ created: 0, skipped: 1 });
      expect(await desk.short()).toEqual([
        'max.member PAY-42 2026-05-10 30',
        'max.member PAY-9 2026-05-10 30',
        'ria.reader PAY-9 2026-05-10 30',
      ]);
    });

    it('goes on the first of the items named on which they can log', async () => {
      const file = [
        'email,description,start date,start time,duration,project',
        'jane.doe@example.org,UTF-8 in PAY-42 and PAY-7,2026-05-20,9:00,0:30,',
        'jane.doe@example.org,UTF-8,2026-05-20,10:00,0:30,WEB-1 Relaunch',
        'jane.doe@example.org,UTF-8 again,2026-05-20,11:00,0:30,Relaunch',
        'jane.doe@example.org,,2026-05-20,12:00,0:30,Relaunch',
        'jane.doe@example.org,PAY-99999999999,2026-05-20,13:00,0:30,',
      ].join('\n');
      expect(errorsIn(await desk.import(file))).toEqual([
        '4 description: there is no work item UTF-8',
        '5 description: no work item such as PAY-42 is named in description, project',
        '6 description: no work item such as PAY-42 is named in description, project',
      ]);
      expect(await desk.short()).toEqual([
        'jdoe PAY-42 2026-05-20 30',
        'jdoe WEB-1 2026-05-20 30',
      ]);
    });
  },
);
