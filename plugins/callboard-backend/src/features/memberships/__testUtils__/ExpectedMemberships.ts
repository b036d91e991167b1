import {
  MemberSource,
  Role,
  StaffStatus,
} from '@callboard/plugin-callboard-common';
import { OrganisationStep } from './organisationSteps';

interface Department {
  id: string;
  parent: number | null;
  manager: number | null;
}

/** A staff record of a person. */
interface StaffRecord {
  department: number;
  status: StaffStatus;
  isManager: boolean;
}

interface Person {
  user_ref: string;
  record: StaffRecord;
  isDeleted: boolean;
}

const ranks: Role[] = ['guest', 'member', 'admin'];

/**
 * The expected memberships and sources, derived from the rules alone: it has its own model of an
 * organisation of four departments, people and projects, and is independent of the tested code.
 * Numbers identify departments (`d`), people (`s`) and projects (`p`). Each person owns the project
 * of the same number.
 */
export class ExpectedMemberships {
  readonly #departments: Department[];
  readonly #people: Person[];
  /** The id of each link, by the numbers of its department and project. */
  readonly #links = new Map<string, string>();
  /** Manual roles, by the numbers of project and person. */
  readonly #manual = new Map<string, Role>();

  /**
   * Each department is the child of the previous one; each person is in the department of their
   * number.
   */
  constructor(departments: string[], people: string[]) {
    this.#departments = departments.map((id, d) => ({
      id,
      parent: d === 0 ? null : d - 1,
      manager: null,
    }));
    this.#people = people.map((user_ref, s) => ({
      user_ref,
      record: { department: s, status: 'active', isManager: false },
      isDeleted: false,
    }));
  }

  /**
   * Applies a step to the model.
   *
   * @param createdId - the id of the resource that the step created
   */
  apply(step: OrganisationStep, createdId: string): void {
    switch (step.action) {
      case 'link':
        this.#links.set(`${step.d} ${step.p}`, createdId);
        break;
      case 'unlink':
        this.#unlink(step);
        break;
      case 'manager':
        this.#departments[step.d].manager = step.s;
        break;
      case 'move':
        this.#departments[step.d].parent = step.under;
        break;
      case 'add':
        this.#manual.set(`${step.p} ${step.s}`, step.role);
        break;
      case 'remove':
        this.#manual.delete(`${step.p} ${step.s}`);
        break;
      default:
        this.#applyToPerson(this.#people[step.s], step);
    }
  }

  #applyToPerson(
    person: Person,
    step: Extract<OrganisationStep, { s: number }>,
  ): void {
    const { record } = person;
    switch (step.action) {
      case 'transfer':
        // A transferred manager does not manage the new department.
        record.isManager &&= record.department === step.d;
        record.department = step.d;
        break;
      case 'setIsManager':
        record.isManager = step.isManager;
        break;
      case 'status':
        record.status = step.status;
        break;
      case 'deactivate':
        record.status = 'resigned';
        break;
      case 'reactivate':
        record.status = isWorking(record) ? record.status : 'active';
        break;
      case 'delete':
        person.isDeleted = true;
        break;
      case 'hire':
        person.isDeleted = false;
        person.record = {
          department: step.d,
          status: step.status,
          isManager: false,
        };
        break;
      default:
        throw new Error(`${step.action} does not change a person`);
    }
  }

  #unlink({
    d,
    p,
    keepsMembers,
  }: {
    d: number;
    p: number;
    keepsMembers: boolean;
  }): void {
    const retained = keepsMembers ? this.#getLinkSources(d, p) : [];
    this.#links.delete(`${d} ${p}`);
    for (const [s, { role }] of retained) {
      const manualRole = this.#manual.get(`${p} ${s}`) ?? role;
      this.#manual.set(
        `${p} ${s}`,
        ranks.indexOf(manualRole) > ranks.indexOf(role) ? manualRole : role,
      );
    }
  }

  /** Every source of every membership in a project, by user reference. */
  listSources(p: number): Record<string, MemberSource[]> {
    const members: Record<string, MemberSource[]> = {};
    const ownSources = this.#people.flatMap((_, s) =>
      this.#getOwnSources(p, s),
    );
    const linkSources = this.#departments.flatMap((_, d) =>
      this.#getLinkSources(d, p),
    );
    for (const [s, source] of [...ownSources, ...linkSources]) {
      (members[this.#people[s].user_ref] ??= []).push(source);
    }
    return members;
  }

  /** The sources of a person that do not come from a department. */
  #getOwnSources(p: number, s: number): Array<[number, MemberSource]> {
    const sources: Array<[number, MemberSource]> = [];
    const role = this.#manual.get(`${p} ${s}`);
    if (role) {
      sources.push([s, { source: 'manual', role }]);
    }
    const { status } = this.#people[s].record;
    if (p === s && status !== 'suspended' && status !== 'resigned') {
      sources.push([s, { source: 'owner', role: 'admin' }]);
    }
    return sources;
  }

  /** The memberships that a link of a department gives. */
  #getLinkSources(d: number, p: number): Array<[number, MemberSource]> {
    const link_id = this.#links.get(`${d} ${p}`);
    if (!link_id) {
      return [];
    }
    const createSource = (
      s: number,
      source: 'department' | 'manager',
      role: Role,
      from: number,
    ): [number, MemberSource] => {
      const department_id = this.#departments[from].id;
      return [s, { source, role, department_id, link_id }];
    };
    const staff = this.#getDirectStaff(d);
    const managers = this.#getManagers(d);
    const getRole = (s: number) => (managers.includes(s) ? 'admin' : 'member');
    return [
      ...staff.map(s => createSource(s, 'department', getRole(s), d)),
      ...managers
        .filter(s => !staff.includes(s))
        .map(s => createSource(s, 'manager', 'admin', d)),
      ...this.#getAncestors(d).flatMap(from =>
        this.#getManagers(from).map(s =>
          createSource(s, 'manager', 'member', from),
        ),
      ),
    ];
  }

  /** The working direct staff of a department. */
  #getDirectStaff(d: number): number[] {
    return this.#filterPeople(
      ({ record, isDeleted }) =>
        !isDeleted && record.department === d && isWorking(record),
    );
  }

  /** The named manager, if they work, and staff marked as managers. */
  #getManagers(d: number): number[] {
    const staff = this.#getDirectStaff(d);
    return this.#filterPeople(
      ({ record }, s) =>
        isWorking(record) &&
        (this.#departments[d].manager === s ||
          (record.isManager && staff.includes(s))),
    );
  }

  #getAncestors(d: number): number[] {
    const { parent } = this.#departments[d];
    return parent === null ? [] : [parent, ...this.#getAncestors(parent)];
  }

  #filterPeople(matches: (person: Person, s: number) => boolean): number[] {
    return this.#people.flatMap((person, s) => (matches(person, s) ? [s] : []));
  }
}

/** Whether a person works. For a deleted manager, the last record counts. */
function isWorking({ status }: StaffRecord): boolean {
  return status === 'active' || status === 'probation';
}
