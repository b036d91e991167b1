import { Entity } from '@backstage/catalog-model';
import {
  TestCallboard,
  testEntities,
} from '../../../__testUtils__/startCallboard';
import {
  catalogEntities,
  createEntity,
} from '../../../core/projects/__testUtils__/catalogEntities';
import { untilErased } from '../../privacy/erasures/__testUtils__/untilErased';
import { Departments } from '../../time/__testUtils__/Departments';
import { TimeFixture, today } from '../../time/__testUtils__/TimeFixture';

const ROOT = '/workspaces/default';

/** Work filters whose values are ids of resources. */
export const resourceKinds = [
  'states',
  'labels',
  'cycles',
  'modules',
  'project_ids',
] as const;

/** One of `resourceKinds`. */
export type ResourceKind = (typeof resourceKinds)[number];

type Ids = Record<ResourceKind, string>;

/** A person with erased data, one who left, and one who never existed. */
export const erased = 'user:default/ella.erased';
export const left = 'user:default/lee.left';
export const never = 'user:default/nick.never';

function userEntity(ref: string): Entity {
  const name = ref.split('/')[1];
  const email = `${name}@example.com`;
  return {
    ...testEntities[0],
    metadata: { name, namespace: 'default' },
    spec: { profile: { displayName: `The ${name}`, email }, memberOf: [] },
  };
}

/** A catalog with the entities that `DeletedResources` needs. */
export const deletedEntities: Entity[] = [
  ...catalogEntities,
  createEntity('Component', 'ledger'),
  ...[erased, left].map(userEntity),
];

/**
 * Resources to filter by: two of each kind, called Kept and Gone. `deleteAll` deletes the resources
 * called Gone.
 */
export class DeletedResources {
  private constructor(
    private readonly callboard: TestCallboard,
    private readonly open: TimeFixture,
    readonly live: Ids & { department: string },
    readonly deleted: Ids & { department: string },
  ) {}

  static async make(callboard: TestCallboard): Promise<DeletedResources> {
    const superAdmin = callboard.as('superAdmin');
    const open = await TimeFixture.open(callboard);
    const deletedFixture = await TimeFixture.open(callboard, 'ledger');
    const { project: fixture } = open;
    for (const user_ref of [erased, left] as const) {
      await callboard.as(user_ref).get('/me').expect(200);
      await superAdmin
        .post(`${fixture.path}/members`, { user_ref, role: 'member' })
        .expect(201);
    }
    const make = async (name: string, project_ids: string): Promise<Ids> => {
      const set = async (kind: string, more: object = {}) =>
        (await fixture.createSetting(kind, { name, ...more })).id as string;
      const days = { start_date: '2026-01-01', end_date: '2026-01-10' };
      return {
        project_ids,
        states: await set('states', { group: 'started' }),
        labels: await set('labels'),
        cycles: await set('cycles', days),
        modules: await set('modules'),
      };
    };
    const live = await make('Kept', fixture.pid);
    const deleted = await make('Gone', deletedFixture.project.pid);
    for (const { states, labels, cycles, modules } of [live, deleted]) {
      await fixture.make({
        state_id: states,
        labels: [labels],
        cycle_id: cycles,
        module_id: modules,
      });
    }
    const departments = new Departments(callboard);
    const joined = { date_of_joining: '2020-01-01' };
    const [department, other] = [
      await departments.createDepartment(null),
      await departments.createDepartment(null),
    ];
    await departments.createStaff('member', department, joined);
    await departments.createStaff('projectAdmin', other, joined);
    await open.log('member');
    await open.log('projectAdmin');
    const item = await fixture.make({ assignees: [erased, left] });
    for (const who of [erased, left] as const) {
      await callboard
        .as(who)
        .post(open.getItemWorklogsPath(item), {
          duration_minutes: 5,
          logged_at: today(),
        })
        .expect(201);
    }
    return new DeletedResources(
      callboard,
      open,
      { ...live, department: other },
      { ...deleted, department },
    );
  }

  /**
   * Deletes the resources called Gone, removes one person from the workspace and erases another.
   *
   * @returns the pseudonym of the erased person
   */
  async deleteAll(): Promise<string> {
    const { callboard, deleted, live } = this;
    const { path, states } = this.open.project;
    const superAdmin = callboard.as('superAdmin');
    for (const kind of ['labels', 'cycles', 'modules'] as const) {
      await superAdmin.delete(`${path}/${kind}/${deleted[kind]}`).expect(204);
    }
    await superAdmin
      .delete(`${path}/states/${deleted.states}?reassign_to=${states.Todo.id}`)
      .expect(204);
    await superAdmin
      .delete(
        `${ROOT}/departments/${deleted.department}?reassign_to=${live.department}`,
      )
      .expect(204);
    // The API has no way to delete a project.
    await callboard
      .knex('projects')
      .where({ id: deleted.project_ids })
      .update({ deleted_at: new Date() });
    const { body: members } = await superAdmin.get(`${ROOT}/members?limit=200`);
    const member = members.items.find((one: any) => one.user_ref === left);
    await superAdmin.delete(`${ROOT}/members/${member.id}`).expect(204);
    const { body } = await superAdmin
      .post('/admin/erasures', { user_ref: erased, reason: 'Requested' })
      .expect(201);
    await untilErased(callboard, body.id);
    return body.pseudonym;
  }
}
