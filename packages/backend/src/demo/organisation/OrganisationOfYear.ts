import {
  DEFAULT_WORKSPACE,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { SeedActor, SeedServices } from '@callboard/plugin-callboard-node';
import { demoPeople, userRefOf } from '../demoPeople';
import { createChance } from '../world/chance';
import { DemoWorld } from '../world/DemoWorld';
import { projects } from '../work/projects';
import { Calendar } from '../year/Calendar';
import { DatedChange } from '../year/changes';
import { Tenure } from '../year/tenures';
import { DemoDepartment, makeDepartments } from './departments';
import { departmentOf, makeImportedPeople, splitName } from './staff';

/** How many people on the staff never use the portal. */
const IMPORTED_PEOPLE = 360;

const ADMIN = userRefOf(demoPeople[0]);

/** The path of something in the default workspace. */
const inDefault = (id: string) => ({ slug: DEFAULT_WORKSPACE, id });

/**
 * The organisation's year: sixty departments and their people at its start,
 * then people who join, move and leave, managers who change, and links to
 * projects.
 */
export class OrganisationOfYear {
  readonly #departments = makeDepartments();
  readonly #departmentIds = new Map<string, string>();
  readonly #staffIds = new Map<string, string>();
  readonly #changes: DatedChange[] = [];

  /**
   * @param projectIds - of projects by the name of their entity, once founded
   */
  constructor(
    private readonly calendar: Calendar,
    private readonly world: DemoWorld,
    private readonly projectIds: ReadonlyMap<string, string>,
  ) {}

  /** Lists the changes of the year, in no order. */
  list(tenures: Tenure[]): DatedChange[] {
    this.#foundDepartments();
    this.#importStaff();
    tenures.forEach((tenure, index) => this.#employ(tenure, index));
    this.#appointManagers(tenures);
    this.#transfer(tenures);
    this.#linkProjects();
    return this.#changes;
  }

  #plan(
    fraction: number,
    hour: number,
    apply: (services: SeedServices, by: SeedActor) => Promise<unknown>,
  ): void {
    const at = this.calendar.momentAt(fraction, hour);
    this.#changes.push({
      at,
      apply: services => apply(services, { user_ref: ADMIN, at }),
    });
  }

  #foundDepartments(): void {
    this.#departments.forEach((department, index) =>
      this.#plan(0, 5 + index / 120, async (services, by) => {
        const made = await services.as(by).call(endpoints.createDepartment, {
          params: { slug: DEFAULT_WORKSPACE },
          body: this.#inputOf(department, index),
        });
        this.#departmentIds.set(department.short_name, made.id);
      }),
    );
  }

  #inputOf(
    { name, short_name, dept_code, dept_type, parent }: DemoDepartment,
    index: number,
  ) {
    return {
      name,
      short_name,
      dept_code,
      dept_type,
      code: short_name,
      parent_id: parent ? this.#departmentIds.get(parent)! : null,
      sort_order: index,
    };
  }

  #importStaff(): void {
    const rows = makeImportedPeople(this.#departments, IMPORTED_PEOPLE);
    this.#plan(0, 5.7, (services, by) =>
      services.importStaff(by, DEFAULT_WORKSPACE, rows),
    );
  }

  #employ({ person, from, until }: Tenure, index: number): void {
    const [first_name, last_name] = splitName(person.displayName);
    const { people, teams } = this.world;
    const department = departmentOf(person, teams, this.#departments);
    const hour = 5.8 + (2 * index) / people.length;
    this.#plan(from, hour, async (services, by) => {
      const member = await services.as(by).call(endpoints.createStaffMember, {
        params: { slug: DEFAULT_WORKSPACE },
        body: {
          staff_id: String(10_001 + index),
          user_ref: userRefOf(person),
          first_name,
          last_name,
          email: person.email,
          position: person.position,
          department_id: this.#departmentIds.get(department),
          date_of_joining: by.at.toISOString().slice(0, 10),
          phone: `+49 40 556 ${String(1_000 + index)}`,
        },
      });
      this.#staffIds.set(person.name, member.id);
    });
    if (until !== undefined) {
      this.#plan(until, 17.6 + index / 10_000, (services, by) =>
        services.as(by).call(endpoints.updateStaffMember, {
          params: inDefault(this.#staffIds.get(person.name)!),
          body: { employment_status: 'resigned' },
        }),
      );
    }
  }

  /**
   * Mona heads Commerce all along, and Checkout in it, which has no head of its own;
   * elsewhere heads change once.
   */
  #appointManagers(tenures: Tenure[]): void {
    const appoint = (short_name: string, name: string, at: number) =>
      this.#plan(at, 14, (services, by) =>
        services.as(by).call(endpoints.updateDepartment, {
          params: inDefault(this.#departmentIds.get(short_name)!),
          body: { manager_ref: userRefOf({ name }) },
        }),
      );
    appoint('COM', 'mona.manager', 0.01);
    const stayed = tenures.filter(
      ({ person, from, until }) =>
        from === 0 && until === undefined && person.name !== 'mona.manager',
    );
    const headed = this.#departments.filter(
      ({ level, short_name }) =>
        level <= 4 && !['COM', 'CHK'].includes(short_name),
    );
    stayed.slice(3).forEach(({ person }, index) => {
      const { short_name } = headed[index % headed.length];
      appoint(short_name, person.name, 0.02 + index / 100);
    });
    // Who headed one department takes over another's.
    stayed.slice(3, 8).forEach(({ person }, index) => {
      const { short_name } = headed[index + 4];
      appoint(short_name, person.name, 0.5 + index / 20);
    });
  }

  #transfer(tenures: Tenure[]): void {
    const chance = createChance('transfers');
    const offices = this.#departments.filter(({ level }) => level > 3);
    const stayed = tenures
      .slice(demoPeople.length)
      .filter(({ until }) => until === undefined);
    stayed.forEach(({ person, from }, index) => {
      if (index % 3 === 0) {
        const to = chance.helpers.arrayElement(offices).short_name;
        const at = chance.number.float({
          min: Math.min(from + 0.1, 0.9),
          max: 0.95,
        });
        this.#plan(at, 9 + index / stayed.length, (services, by) =>
          services.as(by).call(endpoints.transferStaffMember, {
            params: inDefault(this.#staffIds.get(person.name)!),
            body: { department_id: this.#departmentIds.get(to)! },
          }),
        );
      }
    });
  }

  #linkProjects(): void {
    for (const { name, from, linked } of projects) {
      this.#plan(from, 11.2, async (services, by) => {
        for (const short_name of linked) {
          await services.as(by).call(endpoints.linkDepartment, {
            params: inDefault(this.#departmentIds.get(short_name)!),
            body: { project_id: this.projectIds.get(name)! },
          });
        }
      });
    }
  }
}
