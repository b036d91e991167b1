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
import {
  checkVersion,
  type FakeHandlers,
  newProject,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeBackend } from './FakeBackend';
import { newDepartment } from './newDepartment';
import { newPerson } from './newPerson';

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
    backend.answer({ ...this.#reads(), ...this.#writes() });
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
    const project = newProject({
      role: null,
      ...this.backend.newThing(),
      ...values,
    });
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

  #reads(): FakeHandlers {
    return {
      listStaff: ({ query }) => pageOfItems(this.#found(query), query),
      getStaffStats: () => ({
        total: this.staff.length,
        by_department: [],
        ...this.#byStatus(),
        by_status: this.#byStatus(),
      }),
      getStaffMember: call => this.#personOf(call.params),
      listStaffTransfers: () => pageOfItems(this.transfers),
      getMyStaffProfile: () => {
        const own = this.staff.find(
          ({ user_ref }) => user_ref === this.backend.me.user_ref,
        );
        if (!own) {
          throw new Refusal(404, 'You are not in the staff of this workspace');
        }
        return own;
      },
      getDepartment: ({ params }) => {
        const { staff_count, staff_count_recursive, children, ...department } =
          this.#departmentOf(params.id);
        return department;
      },
      getDepartmentTree: () => ({
        items: this.departments,
      }),
      listWorkspaceActivity: () => ({
        success: true,
        activities: [],
        total: 0,
        page: null,
        limit: 50,
        next_cursor: null,
      }),
      listProjects: ({ query }) => pageOfItems(this.projects, query),
      listProjectMembers: () => pageOfItems(this.members),
      explainMembership: ({ query }) =>
        this.explanations[query.get('project')!] ?? {
          role: null,
          sources: [],
          missing: [],
        },
    };
  }

  #departmentOf(id: string): DepartmentNode {
    const all = (nodes: DepartmentNode[]): DepartmentNode[] =>
      nodes.flatMap(node => [node, ...all(node.children)]);
    const found = all(this.departments).find(node => node.id === id);
    if (!found) {
      throw new Refusal(404, 'There is no such department');
    }
    return found;
  }

  #writes(): FakeHandlers {
    return {
      createStaffMember: ({ body }) =>
        this.addPerson(body as Partial<StaffMember>),
      updateStaffMember: call =>
        this.#change(call, call.body as Partial<StaffMember>),
      deleteStaffMember: call => {
        const gone = this.#personOf(call.params);
        this.staff = this.staff.filter(other => other !== gone);
      },
      transferStaffMember: call =>
        this.#change(call, { department_id: call.body.department_id }),
      deactivateStaffMember: call =>
        this.#change(call, {
          employment_status: 'resigned',
          date_of_leaving: call.body?.date_of_leaving ?? '2026-11-20',
        }),
      reactivateStaffMember: call =>
        this.#change(call, {
          employment_status: 'active',
          date_of_leaving: null,
        }),
      changeManyStaff: ({ body }) => {
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
      importStaff: ({ form }) => {
        this.uploads.push(form!);
        return this.imports.length > 1 ? this.imports.shift() : this.imports[0];
      },
      ensureProject: ({ params }) => {
        const ref = `${params.kind}:${params.namespace}/${params.name}`;
        const found = this.projects.find(p => p.entity_ref === ref);
        if (!found) {
          throw new Refusal(404, 'There is no such project');
        }
        return found;
      },
      joinProject: ({ params }) => {
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

  #personOf(params: { id: string }): StaffMember {
    const found = this.staff.find(({ id }) => id === params.id);
    if (!found) {
      throw new Refusal(404, `There is no staff member ${params.id}`);
    }
    return found;
  }

  #change(
    call: { params: { id: string }; ifMatch: string | null },
    values: Partial<StaffMember>,
  ): StaffMember {
    const person = this.#personOf(call.params);
    checkVersion(person, call);
    const changed = { ...person, ...values, version: person.version + 1 };
    this.staff = this.staff.map(other => (other === person ? changed : other));
    return changed;
  }
}
