import {
  ChangeEvent,
  MAX_RESOURCE_BYTES,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../__testUtils__/describeCallboard';
import { createEventListener } from '../__testUtils__/createEventListener';
import { people } from '../__testUtils__/startCallboard';
import { jane } from '../__testUtils__/changeFixture';
import { untilRelayed } from '../__testUtils__/untilRelayed';
import { catalogEntities } from '../core/projects/__testUtils__/catalogEntities';
import { toActivityEntry } from './ResourceChange';

const listener = createEventListener();

describeCallboard(
  'change event',
  { modules: [listener.module], entities: catalogEntities },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const lab = '/workspaces/lab';
    let project: string;
    let founded: { id: string };

    /** The last event about a resource. */
    async function readLastEvent(id: string): Promise<ChangeEvent> {
      await untilRelayed(callboard().knex);
      return listener.events
        .map(({ eventPayload }) => eventPayload)
        .filter(({ entity_id }) => entity_id === id)
        .pop()!;
    }

    beforeAll(async () => {
      await boss().post('/workspaces', { slug: 'lab', name: 'Lab' });
      const { body } = await boss()
        .put(`${lab}/projects/by-entity/component/default/payments_api`)
        .expect(200);
      project = `${lab}/projects/${body.id}`;
      founded = body;
    });

    it('contains the project as the API returns it to an admin', async () => {
      const { id } = founded;
      expect((await readLastEvent(id)).resource).toEqual(founded);
      const { body } = await boss().patch(project, { name: 'Pay' }).expect(200);
      expect((await readLastEvent(id)).resource).toEqual(body);
    });

    /** The kinds of resources, each with a body to create and one to change it. */
    const kinds: Array<
      [name: string, path: () => string, newBody: object, patch: object]
    > = [
      [
        'workspace_member',
        () => `${lab}/members`,
        { user_ref: people.member, role: 'member' },
        { role: 'guest' },
      ],
      [
        'project_member',
        () => `${project}/members`,
        { user_ref: people.guest, role: 'member' },
        { role: 'guest' },
      ],
      [
        'department',
        () => `${lab}/departments`,
        { name: 'Payments', code: 'PAY', manager_ref: people.admin },
        { name: 'Payments and more' },
      ],
      [
        'staff',
        () => `${lab}/staff`,
        {
          staff_id: 'S1',
          first_name: 'Max',
          last_name: 'Member',
          email: 'max@example.org',
          phone: '+49 30 99',
        },
        { position: 'Engineer' },
      ],
      [
        'work_state',
        () => `${project}/states`,
        { name: 'QA', group: 'started' },
        { name: 'QS' },
      ],
      ['label', () => `${project}/labels`, { name: 'bug' }, { name: 'flaw' }],
      ['cycle', () => `${project}/cycles`, { name: 'One' }, { name: 'Two' }],
      ['module', () => `${project}/modules`, { name: 'A' }, { name: 'B' }],
      [
        'work_item',
        () => `${project}/work-items`,
        { title: 'First', description: 'Why' },
        { title: 'Second', priority: 'high' },
      ],
    ];

    it.each(kinds)(
      'contains a %s as the API returns it to an admin, and its last state on deletion @full',
      async (entity_type, path, newBody, patch) => {
        const created = await boss().post(path(), newBody).expect(201);
        const { id } = created.body;
        const hidePhone = (body: { phone?: string | null }) =>
          body.phone ? { ...body, phone: '[hidden]' } : body;
        expect(await readLastEvent(id)).toMatchObject({
          entity_type,
          action: 'create',
          actor: { user_ref: people.superAdmin, display_name: 'Sue Super' },
          resource: hidePhone(created.body),
        });
        const updated = await boss()
          .patch(`${path()}/${id}`, patch)
          .expect(200);
        expect((await readLastEvent(id)).resource).toEqual(
          hidePhone(updated.body),
        );
        await boss().delete(`${path()}/${id}`).expect(204);
        const deleted = await readLastEvent(id);
        expect(deleted.action).toBe('delete');
        expect(deleted.resource).toEqual(hidePhone(updated.body));
      },
    );
  },
);

describe('resource of a change event', () => {
  const createEntry = (text: string) =>
    toActivityEntry(jane, 0, {
      workspace_id: 'w1',
      visibility: 'workspace',
      entity_type: 'label',
      entity_id: 'l1',
      entity_label: null,
      before: null,
      after: { text },
    })!;

  it('omits a resource that is too large, and records its size', () => {
    const maxTextLength =
      MAX_RESOURCE_BYTES - JSON.stringify({ text: '' }).length;
    const fits = createEntry('x'.repeat(maxTextLength));
    expect(fits.resource).toEqual({ text: 'x'.repeat(maxTextLength) });
    const large = createEntry('x'.repeat(maxTextLength + 1));
    expect(large.resource).toBeNull();
    expect(large.resource_bytes).toBe(MAX_RESOURCE_BYTES + 1);
    expect(createEntry('ü'.repeat(maxTextLength)).resource).toBeNull();
  });
});
