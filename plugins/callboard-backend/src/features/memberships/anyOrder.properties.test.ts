import fc from 'fast-check';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { testEntities } from '../../__testUtils__/startCallboard';
import { Organisation, organisationConfig } from './__testUtils__/Organisation';

jest.setTimeout(240_000);

const index = fc.nat({ max: 3 });
const status = fc.constantFrom(
  'active',
  'probation',
  'suspended',
  'transferred',
  'resigned',
);

/** One step: a request that may be refused, but must never fail. */
const step = fc.oneof(
  fc.record({ act: fc.constant('link' as const), d: index, p: index }),
  fc.record({ act: fc.constant('unlink' as const), d: index, p: index }),
  fc.record({ act: fc.constant('transfer' as const), s: index, d: index }),
  fc.record({
    act: fc.constant('manager' as const),
    d: index,
    s: fc.option(index),
  }),
  fc.record({
    act: fc.constant('lead' as const),
    s: index,
    leads: fc.boolean(),
  }),
  fc.record({ act: fc.constant('status' as const), s: index, status }),
  fc.record({
    act: fc.constant('move' as const),
    d: index,
    under: fc.option(index),
  }),
  fc.record({ act: fc.constant('deactivate' as const), s: index }),
  fc.record({ act: fc.constant('reactivate' as const), s: index }),
  fc.record({ act: fc.constant('delete' as const), s: index }),
  fc.record({ act: fc.constant('hire' as const), s: index, d: index, status }),
  fc.record({
    act: fc.constant('add' as const),
    p: index,
    s: index,
    role: fc.constantFrom('guest', 'member', 'admin'),
  }),
  fc.record({ act: fc.constant('remove' as const), p: index, s: index }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** An organisation of four of everything, and what was given by hand. */
class Model {
  readonly manual = new Map<string, string>();
  private hired = 0;

  constructor(
    readonly org: Organisation,
    readonly departments: string[],
    readonly staff: Array<{ id: string; user_ref: string }>,
    readonly projects: string[],
  ) {}

  async take(wanted: Step): Promise<void> {
    const answer = await this.send(wanted);
    if (answer && answer.status >= 500) {
      throw new Error(`${JSON.stringify(wanted)} failed: ${answer.text}`);
    }
  }

  private async send(wanted: Step) {
    const { boss } = this.org;
    const department = (d: number) => `/departments/${this.departments[d]}`;
    const person = (s: number) => `/staff/${this.staff[s].id}`;
    switch (wanted.act) {
      case 'link':
        return boss.post(`${department(wanted.d)}/links`, {
          project_id: this.projects[wanted.p],
        });
      case 'unlink':
        return this.unlink(department(wanted.d), this.projects[wanted.p]);
      case 'transfer':
        return boss.post(`${person(wanted.s)}/transfer`, {
          department_id: this.departments[wanted.d],
        });
      case 'manager':
        return boss.patch(department(wanted.d), {
          manager_ref: wanted.s === null ? null : this.staff[wanted.s].user_ref,
        });
      case 'lead':
        return boss.patch(person(wanted.s), {
          is_department_manager: wanted.leads,
        });
      case 'status':
        return boss.patch(person(wanted.s), {
          employment_status: wanted.status,
        });
      case 'move':
        return boss.patch(department(wanted.d), {
          parent_id:
            wanted.under === null ? null : this.departments[wanted.under],
        });
      case 'add':
        return this.add(wanted.p, wanted.s, wanted.role);
      case 'remove':
        return this.remove(wanted.p, wanted.s);
      case 'delete':
        return boss.delete(person(wanted.s));
      case 'hire':
        return this.hire(wanted.s, wanted.d, wanted.status);
      default:
        return boss.post(`${person(wanted.s)}/${wanted.act}`);
    }
  }

  /** Takes somebody on again who has been deleted; else it is a 409. */
  private async hire(s: number, d: number, employment_status: string) {
    const { user_ref } = this.staff[s];
    this.hired += 1;
    const answer = await this.org.boss.post('/staff', {
      staff_id: `H${this.hired}`,
      first_name: 'H',
      last_name: 'Ired',
      email: 'hired@example.org',
      user_ref,
      department_id: this.departments[d],
      employment_status,
    });
    if (answer.status === 201) {
      this.staff[s] = answer.body;
    }
    return answer;
  }

  private async unlink(department: string, project: string) {
    const { body } = await this.org.boss.get(`${department}/links`);
    const link = body.items.find((row: any) => row.project_id === project);
    return link && this.org.boss.delete(`${department}/links/${link.id}`);
  }

  private async add(p: number, s: number, role: string) {
    const { user_ref } = this.staff[s];
    const answer = await this.org.boss.post(
      `/projects/${this.projects[p]}/members`,
      { user_ref, role },
    );
    if (answer.status === 201) {
      this.manual.set(`${p} ${user_ref}`, role);
    }
    return answer;
  }

  private async remove(p: number, s: number) {
    const { user_ref } = this.staff[s];
    const members = `/projects/${this.projects[p]}/members`;
    const { body } = await this.org.boss.get(members);
    const held = body.items.find((row: any) => row.user_ref === user_ref);
    const answer =
      held && (await this.org.boss.delete(`${members}/${held.id}`));
    if (answer?.status === 204) {
      this.manual.delete(`${p} ${user_ref}`);
    }
    return answer;
  }

  /** Every reason of every membership, without its order. */
  async state() {
    return Promise.all(this.projects.map(id => this.org.members(id)));
  }

  /** What was given by hand, as the members have it. */
  async manualRows() {
    const rows = new Map<string, string>();
    (await this.state()).forEach((members, p) => {
      for (const [user_ref, sources] of Object.entries(members)) {
        const manual = sources.find(({ source }) => source === 'manual');
        if (manual) {
          rows.set(`${p} ${user_ref}`, manual.role);
        }
      }
    });
    return rows;
  }
}

const projectNames = ['max.member', 'gus.guest', 'ada.admin', 'ria.reader'];

/** The first of them is owned by the first on the staff, and so on. */
const entities = testEntities.map(entity => {
  const place = projectNames.indexOf(entity.metadata.name);
  return place < 0
    ? entity
    : {
        ...entity,
        spec: { ...entity.spec, owner: `user:default/p${place + 5}` },
      };
});

describeCallboard(
  'whatever the order of changes',
  { config: organisationConfig, entities },
  callboard => {
    async function newModel(): Promise<Model> {
      const org = await Organisation.create(callboard());
      const departments: string[] = [];
      for (let d = 0; d < 4; d += 1) {
        departments.push(
          await org.department({ parent_id: departments[d - 1] ?? null }),
        );
      }
      const staff = [];
      for (let s = 0; s < 4; s += 1) {
        staff.push(await org.person(departments[s]));
      }
      const projects = [];
      for (const name of projectNames) {
        projects.push(await org.project(name));
      }
      expect(staff[0].user_ref).toBe('user:default/p5');
      return new Model(org, departments, staff, projects);
    }

    it('members are who they would be if all were derived anew, and what was given by hand stays', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 5, maxLength: 30 }),
          async steps => {
            const model = await newModel();
            for (const one of steps) {
              await model.take(one);
            }
            const reached = await model.state();
            expect(await model.manualRows()).toEqual(model.manual);

            const { knex } = callboard();
            await knex('membership_sources')
              .whereNot({ source: 'manual' })
              .delete();
            await knex('memberships')
              .whereNotIn('id', knex('membership_sources').select('member_id'))
              .delete();
            await model.org.boss.post('/memberships/sync').expect(200);
            expect(await model.state()).toEqual(reached);
          },
        ),
        { numRuns: 12, seed: 20_261_120 },
      );
    });
  },
);
