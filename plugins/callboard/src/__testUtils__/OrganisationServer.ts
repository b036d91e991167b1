import type {
  Department,
  DepartmentLink,
  ImportResult,
  MembershipExplanation,
  Project,
  Role,
  StaffBulkAction,
  StaffMember,
} from '@callboard/plugin-callboard-common';
import {
  type FakeCall,
  createExampleResponse,
  newProject,
  toPage,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import { AdminServer } from './AdminServer';

/** A fake server with departments, people and their access. */
export class OrganisationServer extends AdminServer {
  /** The reasons for a person's access, by project. */
  explanations: Record<string, MembershipExplanation> = {};
  /** The responses to the next imports; the last one repeats. */
  imports: ImportResult[] = [];
  /** The bulk actions that succeeded. */
  readonly bulkActions: StaffBulkAction[] = [];
  /** Rejects one bulk action: the one that follows `after` successful ones. */
  refuseBulk?: { after: number; refusal: ErrorResponse };

  constructor(role: Role = 'admin') {
    super(role);
    this.#answerDepartments();
    this.#answerStaff();
    this.#answerProjects();
  }

  get departments(): Department[] {
    return this.store('departments');
  }

  get staff(): StaffMember[] {
    return this.store('staff');
  }

  /** The uploaded forms. */
  get uploads(): FormData[] {
    return this.sent('POST', '/bulk-import').map(({ form }) => form!);
  }

  /** The requests that change data, in order. */
  get writes() {
    return this.calls
      .filter(
        ({ method, endpoint }) =>
          method !== 'GET' && endpoint !== 'previewDepartmentMove',
      )
      .map(({ endpoint, body, query }) => ({
        call: endpoint,
        body: body as unknown,
        query: String(query),
      }));
  }

  addDepartment(
    values: Partial<Department>,
    parent?: Department | null,
  ): Department {
    return this.insert('departments', {
      parent_id: parent?.id ?? null,
      level: (parent?.level ?? 0) + 1,
      is_active: true,
      ...values,
    });
  }

  /** Adds departments by name, nested as in the object. */
  addTree(tree: Record<string, object>, parent: Department | null = null) {
    for (const [name, children] of Object.entries(tree)) {
      const added = this.addDepartment({ name }, parent);
      this.addTree(children as Record<string, object>, added);
    }
  }

  addPerson(values: Partial<StaffMember> = {}): StaffMember {
    return this.insert('staff', {
      staff_id: `S${this.staff.length + 1}`,
      first_name: 'Max',
      last_name: 'Member',
      email: 'max.member@example.com',
      employment_status: 'active',
      ...values,
    });
  }

  /** Adds an engineer with the last name Smith to a department. */
  addSmith(first_name: string, department: string): StaffMember {
    const name = first_name.toLowerCase();
    return this.addPerson({
      user_ref: `user:default/${name}`,
      first_name,
      last_name: 'Smith',
      email: `${name}@example.com`,
      department_id: this.findDepartment(department).id,
      position: 'Engineer',
    });
  }

  addProject(values: Partial<Project> = {}): Project {
    const { id: _, ...project } = newProject({ role: null, ...values });
    return this.insert('projects', project);
  }

  addLink(department: string, project: Project): DepartmentLink {
    return this.insert('departmentLinks', {
      department_id: this.findDepartment(department).id,
      project_id: project.id,
      workspace_id: null,
      name: project.name,
      entity_ref: project.entity_ref,
    });
  }

  /** Finds a department by name. */
  findDepartment(name: string): Department {
    const found = this.departments.find(department => department.name === name);
    if (!found) {
      throw new Error(`The test has no department ${name}`);
    }
    return found;
  }

  #answerDepartments(): void {
    this.answer({
      previewDepartmentMove: () =>
        createExampleResponse('previewDepartmentMove'),
      deleteDepartment: call => {
        this.#moveContent(call.params.id, call.query.get('reassign_to'));
        return this.answerFromStore(call);
      },
      listDepartmentStaff: call => {
        if (!call.query.get('recursive')) {
          return this.answerFromStore(call);
        }
        const ids = this.#listDescendantIds(call.params.id);
        return toPage(
          this.staff.filter(({ department_id }) =>
            ids.includes(department_id!),
          ),
          call.query,
        );
      },
      linkDepartment: ({ params, body }) =>
        this.addLink(
          this.departments.find(({ id }) => id === params.id)!.name,
          this.store('projects').find(({ id }) => id === body.project_id)!,
        ),
    });
  }

  #answerStaff(): void {
    this.answer({
      getMyStaffProfile: () => {
        const { user_ref } = this.me;
        const own = this.staff.find(person => person.user_ref === user_ref);
        if (!own) {
          throw new ErrorResponse(
            404,
            'You are not in the staff of this workspace',
          );
        }
        return own;
      },
      transferStaffMember: call => this.#updatePerson(call, call.body),
      deactivateStaffMember: call =>
        this.#updatePerson(call, {
          employment_status: 'resigned',
          date_of_leaving: call.body?.date_of_leaving ?? '2026-11-20',
        }),
      reactivateStaffMember: call =>
        this.#updatePerson(call, {
          employment_status: 'active',
          date_of_leaving: null,
        }),
      changeManyStaff: ({ body }) => {
        if (this.refuseBulk?.after === this.bulkActions.length) {
          const { refusal } = this.refuseBulk;
          this.refuseBulk = undefined;
          throw refusal;
        }
        this.bulkActions.push(body);
        if (body.action === 'delete') {
          const remaining = this.staff.filter(
            ({ id }) => !body.ids.includes(id),
          );
          this.staff.splice(0, Infinity, ...remaining);
        }
        return { changed: body.ids.length, unchanged: 0 };
      },
      importStaff: () =>
        this.imports.length > 1 ? this.imports.shift()! : this.imports[0],
    });
  }

  #answerProjects(): void {
    this.answer({
      explainMembership: ({ query }) =>
        this.explanations[query.get('project')!] ??
        createExampleResponse('explainMembership'),
      ensureProject: ({ params }) => {
        const ref = `${params.kind}:${params.namespace}/${params.name}`;
        const found = this.store('projects').find(
          ({ entity_ref }) => entity_ref === ref,
        );
        if (!found) {
          throw new ErrorResponse(404, 'The project was not found');
        }
        return found;
      },
      joinProject: ({ params }) => {
        const { user_ref, display_name } = this.me;
        this.store('projects').find(({ id }) => id === params.pid)!.role =
          'member';
        return this.addMember({ user_ref, display_name }, 'projectMembers');
      },
    });
  }

  /** Updates a person as PATCH does. For endpoints such as the transfer of a person. */
  #updatePerson(
    call: Pick<FakeCall, 'ifMatch'> & { params: { slug: string; id: string } },
    body: Partial<StaffMember>,
  ): StaffMember {
    return this.answerFromStore<'updateStaffMember'>({
      ...(call as FakeCall<'updateStaffMember'>),
      endpoint: 'updateStaffMember',
      body,
    });
  }

  #listDescendantIds(id: string): string[] {
    const children = this.departments.filter(
      ({ parent_id }) => parent_id === id,
    );
    return [
      id,
      ...children.flatMap(child => this.#listDescendantIds(child.id)),
    ];
  }

  /** Moves everything in a department to another one. */
  #moveContent(id: string, targetId: string | null): void {
    const departments = this.departments.filter(
      ({ parent_id }) => parent_id === id,
    );
    const staff = this.staff.filter(
      ({ department_id }) => department_id === id,
    );
    if (departments.length + staff.length > 0 && !targetId) {
      throw new ErrorResponse(409, 'The department is not empty');
    }
    for (const department of departments) {
      department.parent_id = targetId;
    }
    for (const person of staff) {
      person.department_id = targetId;
    }
  }
}

/** Creates a server with a small organisation, for a user with the admin role. */
export function createSmallOrganisation(): OrganisationServer {
  const server = new OrganisationServer();
  server.addTree({ Engineering: { Payments: { Ledger: {} } }, Sales: {} });
  server.addSmith('Ada', 'Payments');
  server.addSmith('Grace', 'Ledger');
  return server;
}

/** Creates a server with an organisation that includes Ada Lovelace, for a user with a role. */
export function createOrganisationWithAda(role: 'admin' | 'member' = 'admin') {
  const server = new OrganisationServer(role);
  const user_ref = 'user:default/ada';
  const engineering = server.addDepartment({
    name: 'Engineering',
    manager_ref: 'user:default/mona',
    manager_name: 'Mona Manager',
  });
  const payments = server.addDepartment(
    { name: 'Payments', manager_ref: user_ref, manager_name: 'Ada Lovelace' },
    engineering,
  );
  const ada = server.addPerson({
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada@example.com',
    user_ref,
    department_id: payments.id,
    position: 'Engineer',
    date_of_joining: '2024-03-01',
    ...(role === 'admin' ? { phone: '+49 30 1234', notes: 'Likes tea' } : {}),
  });
  return { server, engineering, payments, ada };
}
