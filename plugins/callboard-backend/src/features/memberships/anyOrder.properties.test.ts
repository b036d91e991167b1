import { MemberSource } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { mapValues, sortBy } from 'lodash';
import { describeWithoutJobs } from '../../__testUtils__/describeCallboard';
import { testEntities } from '../../__testUtils__/startCallboard';
import { ExpectedMemberships } from './__testUtils__/ExpectedMemberships';
import { Organisation, organisationConfig } from './__testUtils__/Organisation';
import {
  organisationStep,
  OrganisationStep,
} from './__testUtils__/organisationSteps';
import { numRuns, testSeed } from '../../__testUtils__/random';
import { databaseIds } from '../../__testUtils__/databases';

const projectNames = ['max.member', 'gus.guest', 'ada.admin', 'ria.reader'];

/** The references of the staff members, numbered from 5, after the four departments. */
const owners = projectNames.map((_, index) => `user:default/p${index + 5}`);

/** An organisation of four departments, people and projects, and its expected memberships. */
class Company {
  #hired = 0;

  private constructor(
    readonly org: Organisation,
    private readonly departments: string[],
    private readonly staff: Array<{ id: string; user_ref: string }>,
    private readonly projects: string[],
    private readonly expected: ExpectedMemberships,
  ) {}

  static async create(org: Organisation): Promise<Company> {
    const departments: string[] = [];
    const staff = [];
    const projects = [];
    for (let d = 0; d < 4; d += 1) {
      departments.push(
        await org.department({ parent_id: departments[d - 1] ?? null }),
      );
    }
    for (const [index, name] of projectNames.entries()) {
      staff.push(await org.person(departments[index]));
      projects.push(await org.project(name));
    }
    const expected = new ExpectedMemberships(departments, owners);
    return new Company(org, departments, staff, projects, expected);
  }

  /** Performs a step, and applies it to the model unless it is rejected. */
  async take(step: OrganisationStep): Promise<void> {
    const answer = await this.send(step);
    if (answer && answer.status >= 500) {
      throw new Error(`${JSON.stringify(step)} failed: ${answer.text}`);
    }
    if (answer && answer.status < 300) {
      this.expected.apply(step, answer.body.id);
    }
  }

  private async send(step: OrganisationStep) {
    const { boss } = this.org;
    const department = (d: number) => `/departments/${this.departments[d]}`;
    const person = (s: number) => `/staff/${this.staff[s].id}`;
    switch (step.action) {
      case 'link':
        return boss.post(`${department(step.d)}/links`, {
          project_id: this.projects[step.p],
        });
      case 'unlink':
        return this.unlink(`${department(step.d)}/links`, step);
      case 'transfer':
        return boss.post(`${person(step.s)}/transfer`, {
          department_id: this.departments[step.d],
        });
      case 'manager':
        return boss.patch(department(step.d), {
          manager_ref: step.s === null ? null : this.staff[step.s].user_ref,
        });
      case 'setIsManager':
        return boss.patch(person(step.s), {
          is_department_manager: step.isManager,
        });
      case 'status':
        return boss.patch(person(step.s), { employment_status: step.status });
      case 'move':
        return boss.patch(department(step.d), {
          parent_id: step.under === null ? null : this.departments[step.under],
        });
      case 'add':
        return boss.post(`/projects/${this.projects[step.p]}/members`, {
          user_ref: this.staff[step.s].user_ref,
          role: step.role,
        });
      case 'remove':
        return this.remove(step.p, step.s);
      case 'delete':
        return boss.delete(person(step.s));
      case 'hire':
        return this.hire(step);
      default:
        return boss.post(`${person(step.s)}/${step.action}`);
    }
  }

  /** Adds a deleted staff member again; the response is 409 if the staff member exists. */
  private async hire({ s, d, status }: OrganisationStep & { action: 'hire' }) {
    this.#hired += 1;
    const answer = await this.org.boss.post('/staff', {
      staff_id: `H${this.#hired}`,
      first_name: 'H',
      last_name: 'Ired',
      email: 'hired@example.org',
      user_ref: this.staff[s].user_ref,
      department_id: this.departments[d],
      employment_status: status,
    });
    if (answer.status === 201) {
      this.staff[s] = answer.body;
    }
    return answer;
  }

  private async unlink(
    links: string,
    { p, keepsMembers }: OrganisationStep & { action: 'unlink' },
  ) {
    const { body } = await this.org.boss.get(links);
    const link = body.items.find(
      (row: any) => row.project_id === this.projects[p],
    );
    return (
      link &&
      this.org.boss.delete(`${links}/${link.id}?keep_members=${keepsMembers}`)
    );
  }

  private async remove(p: number, s: number) {
    const members = `/projects/${this.projects[p]}/members`;
    const { body } = await this.org.boss.get(members);
    const member = body.items.find(
      (row: any) => row.user_ref === this.staff[s].user_ref,
    );
    return member && this.org.boss.delete(`${members}/${member.id}`);
  }

  /** Every stored source of every membership. */
  async storedMemberships() {
    const all = this.projects.map(project => this.org.members(project));
    return (await Promise.all(all)).map(sortSources);
  }

  /** Every expected source. */
  expectedMemberships() {
    return this.projects.map((_, p) =>
      sortSources(this.expected.listSources(p)),
    );
  }
}

/** Returns the memberships with each person's sources in a fixed order. */
function sortSources(members: Record<string, MemberSource[]>) {
  return mapValues(members, sources =>
    sortBy(sources, ['source', 'department_id', 'link_id']),
  );
}

/** The test entities; the first staff member owns the first project, and so on. */
const entities = testEntities.map(entity => {
  const index = projectNames.indexOf(entity.metadata.name);
  return index < 0
    ? entity
    : { ...entity, spec: { ...entity.spec, owner: owners[index] } };
});

describeWithoutJobs(
  `memberships after changes in random order (CALLBOARD_TEST_SEED=${testSeed})`,
  { config: organisationConfig, entities, databases: databaseIds },
  callboard => {
    it('derives the expected memberships after random changes and again after a full sync @full', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(organisationStep, { minLength: 5, maxLength: 30 }),
          async steps => {
            const company = await Company.create(
              await Organisation.create(callboard()),
            );
            for (const step of steps) {
              await company.take(step);
            }
            expect(await company.storedMemberships()).toEqual(
              company.expectedMemberships(),
            );

            const { knex } = callboard();
            await knex('membership_sources')
              .whereNot({ source: 'manual' })
              .delete();
            await knex('memberships')
              .whereNotIn('id', knex('membership_sources').select('member_id'))
              .delete();
            await company.org.boss.post('/memberships/sync').expect(200);
            expect(await company.storedMemberships()).toEqual(
              company.expectedMemberships(),
            );
          },
        ),
        { numRuns: numRuns(6) },
      );
    });
  },
);
