import { oneDatabase } from '../../__testUtils__/databases';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { TimeDesk } from '../time/__testUtils__/TimeDesk';
import { Assistant } from './__testUtils__/Assistant';
import { portalOfAssistants } from './__testUtils__/portalOfAssistants';

const ROOT = '/workspaces/default';

describeCallboard(
  'what assistants call things by',
  { ...portalOfAssistants, databases: oneDatabase, entities: landscape },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    let desk: TimeDesk;
    let max: Assistant;

    beforeAll(async () => {
      desk = await TimeDesk.open(callboard());
      const { Done: done } = desk.desk.states;
      await boss()
        .patch(`${desk.desk.path}/states/${done.id}`, { name: 'Abandoned' })
        .expect(200);
      await boss()
        .post(`${desk.desk.path}/labels`, { name: 'Debugging' })
        .expect(201);
      await boss()
        .post(`${ROOT}/staff`, {
          staff_id: 'E1',
          first_name: 'Joanna',
          last_name: 'Hill',
          email: 'jo@example.com',
          user_ref: people.projectAdmin,
        })
        .expect(201);
      max = await Assistant.of(callboard(), 'member');
    });

    /** The item as it is stored. */
    const stored = () => desk.desk.read(desk.item);

    it.each([
      [{ state: 'Done' }, 'state', 'Abandoned'],
      [{ labels: ['bug'] }, 'label', 'Debugging'],
      [{ assignees: ['me', 'Ann'] }, 'person', 'Joanna Hill'],
    ])(
      'is no part of a name where they act: %j is refused, and names the %s that has it',
      async (values, kind, candidate) => {
        const before = await stored();
        const { error } = await max.use('update-work-item', {
          item: desk.item.identifier,
          ...values,
        });
        expect(error).toMatch(/^InputError: /);
        expect(error).toContain(`no ${kind} is called exactly`);
        expect(error).toContain(candidate);
        expect(await stored()).toEqual(before);
      },
    );

    it('is no part of the name of a project where they make an item', async () => {
      const make = (project: string) =>
        max.use('create-work-item', { project, title: 'Where is it?' });
      const { error } = await make('Payments');
      expect(error).toMatch(
        /^InputError: project: no project is called exactly "Payments"; say which: .*Payments API/,
      );
      const { body } = await boss()
        .get(`${ROOT}/work-items?search=Where is it`)
        .expect(200);
      expect(body.items).toEqual([]);

      expect((await make('payments api')).answer).toMatchObject({
        title: 'Where is it?',
        project: 'Payments API',
      });
    });

    it('is a whole name in any case, or a mail address', async () => {
      const { answer } = await max.use('update-work-item', {
        item: desk.item.identifier,
        state: 'abandoned',
        labels: ['DEBUGGING'],
        assignees: ['joanna hill'],
      });
      expect(answer).toMatchObject({
        state: 'Abandoned',
        labels: ['Debugging'],
        assignees: [people.projectAdmin],
      });
      const byMail = await max.use('update-work-item', {
        item: desk.item.identifier,
        assignees: ['JO@example.com', 'me'],
      });
      expect(byMail.answer.assignees).toHaveLength(2);
    });

    it('may be a part of a name where they only read', async () => {
      const project = await max.use('get-project', { project: 'payments' });
      expect(project.answer.name).toBe('Payments API');
      const items = await max.use('list-work-items', { assignee: 'Joan' });
      expect(items.answer.items).toMatchObject([
        { identifier: desk.item.identifier },
      ]);
    });
  },
);
