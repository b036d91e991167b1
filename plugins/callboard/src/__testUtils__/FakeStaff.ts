import type {
  DepartmentNode,
  ImportResult,
  Member,
  MembershipExplanation,
  Project,
  StaffBulkAction,
  StaffMember,
  TransferRecord,
} from '@callboard/plugin-callboard-common';
import type { FakeBackend } from './FakeBackend';
import type { FakeCall, FakeRoutes } from './FakeRoutes';
import { newDepartment } from './newDepartment';
import { newPerson } from './newPerson';
import { newProject } from './newProject';
import { Refusal } from './Refusal';

const STAFF = '/workspaces/{slug}/staff';
const PROJECTS = '/workspaces/{slug}/projects';

/** The part of a fake backend that knows people, and what they are in. */
export class FakeStaff {
  staff: StaffMember[] = [];
  departments: DepartmentNode[] = [];
  transfers: TransferRecord[] = [];
  projects: Project[] = [];
  members: Member[] = [];
  /** By project. */
  explanations: Record<string, MembershipExplanation> = {};
  /** What the next imports answer; the last one again after that. */
  imports: ImportResult[] = [];
  /** The forms that were uploaded. */
  readonly uploads: FormData[] = [];
  /** The bulk actions that were done. */
  readonly bulk: StaffBulkAction[] = [];
  /** Refuses the next bulk action after so many were done. */
  refuseBulk?: { after: number; refusal: Refusal };

  constructor(readonly backend: FakeBackend) {
    backend.addRoutes({ ...this.#reads(), ...this.#writes() });
  }

  /** The queries of a list, in the order they were asked. */
  queriesOf(path: string): URLSearchParams[] {
    return this.backend.calls
      .map(call => new URL(call.replace(/^\w+ /, ''), 'http://portal'))
      .filter(({ pathname }) => pathname === path)
      .map(({ searchParams }) => searchParams);
  }

  addPerson(values: Partial<StaffMember>): StaffMember {
    const person = newPerson(this.backend, {
      staff_id: `S${this.staff.length + 1}`,
      ...values,
    });
    this.staff.push(person);
    return person;
  }

  addDepartment(
    values: Partial<DepartmentNode>,
    parent?: DepartmentNode,
  ): DepartmentNode {
    const node: DepartmentNode = {
      ...newDepartment(this.backend, parent),
      staff_count: 0,
      staff_count_recursive: 0,
      children: [],
      ...values,
    };
    (parent?.children ?? this.departments).push(node);
    return node;
  }

  addProject(values: Partial<Project>): Project {
    const project = newProject(this.backend, values);
    this.projects.push(project);
    return project;
  }

  addMember(values: Partial<Member>): Member {
    const member: Member = {
      user_ref: 'user:default/max.member',
      display_name: 'Max Member',
      role: 'member',
      sources: [{ source: 'manual', role: 'member' }],
      ...this.backend.newThing(),
      ...values,
    };
    this.members.push(member);
    return member;
  }

  #reads(): FakeRoutes {
    return {
      [`GET ${STAFF}`]: ({ query }) =>
        this.backend.page(this.#found(query), query),
      [`GET ${STAFF}/stats`]: () => ({
        total: this.staff.length,
        by_department: [],
        ...this.#byStatus(),
        by_status: this.#byStatus(),
      }),
      [`GET ${STAFF}/{id}`]: call => this.#personOf(call),
      [`GET ${STAFF}/{id}/transfers`]: () => this.backend.page(this.transfers),
      'GET /workspaces/{slug}/me/staff-profile': () => {
        const own = this.staff.find(
          ({ user_ref }) => user_ref === this.backend.me.user_ref,
        );
        if (!own) {
          throw new Refusal(404, 'You are not in the staff of this workspace');
        }
        return own;
      },
      'GET /workspaces/{slug}/departments/tree': () => ({
        items: this.departments,
      }),
      'GET /activity': () => ({
        success: true,
        activities: [],
        total: 0,
        page: null,
        limit: 50,
        next_cursor: null,
      }),
      [`GET ${PROJECTS}`]: ({ query }) =>
        this.backend.page(this.projects, query),
      [`GET ${PROJECTS}/{pid}/members`]: () => this.backend.page(this.members),
      'GET /workspaces/{slug}/memberships/explain': ({ query }) =>
        this.explanations[query.get('project')!] ?? { role: null, sources: [] },
    };
  }

  #writes(): FakeRoutes {
    return {
      [`POST ${STAFF}`]: ({ body }) => this.addPerson(body),
      [`PATCH ${STAFF}/{id}`]: call => this.#change(call, call.body),
      [`DELETE ${STAFF}/{id}`]: call => {
        const gone = this.#personOf(call);
        this.staff = this.staff.filter(other => other !== gone);
      },
      [`POST ${STAFF}/{id}/transfer`]: call =>
        this.#change(call, { department_id: call.body.department_id }),
      [`POST ${STAFF}/{id}/deactivate`]: call =>
        this.#change(call, {
          employment_status: 'resigned',
          date_of_leaving: call.body.date_of_leaving ?? '2026-11-20',
        }),
      [`POST ${STAFF}/{id}/reactivate`]: call =>
        this.#change(call, {
          employment_status: 'active',
          date_of_leaving: null,
        }),
      [`POST ${STAFF}/bulk-actions`]: ({ body }) => {
        if (body.ids.length > 100) {
          throw new Refusal(400, 'body.ids: must name at most 100 people');
        }
        if (this.refuseBulk?.after === this.bulk.length) {
          const { refusal } = this.refuseBulk;
          this.refuseBulk = undefined;
          throw refusal;
        }
        this.bulk.push(body);
        if (body.action === 'delete') {
          this.staff = this.staff.filter(({ id }) => !body.ids.includes(id));
        }
        return { changed: body.ids.length, unchanged: 0 };
      },
      [`POST ${STAFF}/bulk-import`]: ({ body }) => {
        this.uploads.push(body);
        return this.imports.length > 1 ? this.imports.shift() : this.imports[0];
      },
      [`PUT ${PROJECTS}/by-entity/{kind}/{namespace}/{name}`]: ({ params }) => {
        const ref = `${params.kind}:${params.namespace}/${params.name}`;
        const found = this.projects.find(p => p.entity_ref === ref);
        if (!found) {
          throw new Refusal(404, 'There is no such project');
        }
        return found;
      },
      [`POST ${PROJECTS}/{pid}/join`]: ({ params }) => {
        const { user_ref, display_name } = this.backend.me;
        this.projects.find(({ id }) => id === params.pid)!.role = 'member';
        return this.addMember({ user_ref, display_name });
      },
    };
  }

  #found(query: URLSearchParams): StaffMember[] {
    const search = query.get('search')?.toLowerCase() ?? '';
    const status = query.get('status');
    return this.staff.filter(
      person =>
        (!status || person.employment_status === status) &&
        [person.first_name, person.last_name, person.email]
          .join(' ')
          .toLowerCase()
          .includes(search),
    );
  }

  #byStatus() {
    const count = (status: string) =>
      this.staff.filter(p => p.employment_status === status).length;
    return {
      active: count('active'),
      probation: count('probation'),
      suspended: count('suspended'),
      transferred: count('transferred'),
      resigned: count('resigned'),
    };
  }

  #personOf({ params }: FakeCall): StaffMember {
    const found = this.staff.find(({ id }) => id === params.id);
    if (!found) {
      throw new Refusal(404, `There is no staff member ${params.id}`);
    }
    return found;
  }

  #change(call: FakeCall, values: Partial<StaffMember>): StaffMember {
    const person = this.#personOf(call);
    this.backend.checkVersion(person, call);
    const changed = { ...person, ...values, version: person.version + 1 };
    this.staff = this.staff.map(other => (other === person ? changed : other));
    return changed;
  }
}
