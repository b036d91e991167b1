import type {
  Activity,
  Department,
  DepartmentLink,
  DepartmentNode,
  Project,
  StaffMember,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  type FakeCall,
  type FakeHandlers,
  newProject,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeBackend } from './FakeBackend';
import { newDepartment } from './newDepartment';
import { newPerson } from './newPerson';

/** The part of a fake backend that knows departments and what they link to. */
export class FakeOrganisation {
  departments: Department[] = [];
  staff: StaffMember[] = [];
  links: DepartmentLink[] = [];
  /** What the next moves are said to do to memberships. */
  moveEffect = { memberships_added: 0, memberships_removed: 0 };
  projects: Project[] = [];
  history: Activity[] = [];
  /** What was written, in order: method, path after the workspace, and body. */
  readonly writes: Array<{ call: string; body: unknown; query: string }> = [];

  constructor(readonly backend: FakeBackend) {
    backend.answer({ ...this.#reads(), ...this.#writes() });
  }

  /** Adds departments by name, each below the one it is nested in. */
  addTree(tree: Record<string, object>, parent: Department | null = null) {
    for (const [name, below] of Object.entries(tree)) {
      const added = this.addDepartment({ name }, parent);
      this.addTree(below as Record<string, object>, added);
    }
  }

  addDepartment(
    values: Partial<Department>,
    parent: Department | null = null,
  ): Department {
    const department = newDepartment(this.backend, parent, values);
    this.departments.push(department);
    return department;
  }

  addPerson(first_name: string, department: string): StaffMember {
    const person = newPerson(this.backend, {
      staff_id: `S${this.staff.length + 1}`,
      user_ref: `user:default/${first_name.toLowerCase()}`,
      first_name,
      last_name: 'Smith',
      email: `${first_name.toLowerCase()}@example.com`,
      department_id: this.named(department).id,
      position: 'Engineer',
    });
    this.staff.push(person);
    return person;
  }

  addProject(name: string): Project {
    const project = newProject({
      role: null,
      ...this.backend.newThing(),
      entity_ref: `component:default/${name}`,
      name,
      identifier: name.slice(0, 3).toUpperCase(),
    });
    this.projects.push(project);
    return project;
  }

  addLink(department: string, project: Project): DepartmentLink {
    const link: DepartmentLink = {
      department_id: this.named(department).id,
      project_id: project.id,
      workspace_id: null,
      name: project.name,
      entity_ref: project.entity_ref,
      ...this.#new(),
    };
    this.links.push(link);
    return link;
  }

  /** The department with a name. */
  named(name: string): Department {
    const found = this.departments.find(other => other.name === name);
    if (!found) {
      throw new Error(`The test has no department ${name}`);
    }
    return found;
  }

  #new() {
    const { id, created_at } = this.backend.newThing();
    return { id, created_at };
  }

  #tree(parent: Department | null = null): DepartmentNode[] {
    return this.departments
      .filter(({ parent_id }) => parent_id === (parent?.id ?? null))
      .map(department => {
        const level = (parent?.level ?? 0) + 1;
        const children = this.#tree({ ...department, level });
        const staff_count = this.staff.filter(
          person =>
            person.department_id === department.id &&
            person.employment_status !== 'resigned',
        ).length;
        return {
          ...department,
          level,
          children,
          staff_count,
          staff_count_recursive: children.reduce(
            (sum, child) => sum + child.staff_count_recursive,
            staff_count,
          ),
        };
      });
  }

  #beneath(id: string): string[] {
    const children = this.departments.filter(other => other.parent_id === id);
    return [id, ...children.flatMap(child => this.#beneath(child.id))];
  }

  #reads(): FakeHandlers {
    return {
      getDepartmentTree: () => ({ items: this.#tree() }),
      getDepartment: ({ params }) => this.#found(params.id),
      listDepartmentStaff: ({ params, query }) => {
        const ids = query.get('recursive')
          ? this.#beneath(params.id)
          : [params.id];
        return pageOfItems(
          this.staff.filter(person => ids.includes(person.department_id!)),
          query,
        );
      },
      listDepartmentLinks: ({ params, query }) =>
        pageOfItems(
          this.links.filter(link => link.department_id === params.id),
          query,
        ),
      listProjects: ({ query }) =>
        pageOfItems(
          this.projects.filter(({ name }) =>
            name.includes(query.get('search') ?? ''),
          ),
          query,
        ),
      listWorkspaceActivity: ({ query }) => ({
        success: true,
        activities: this.history.filter(
          row => row.entity_id === query.get('entity_id'),
        ),
        total: this.history.length,
        page: null,
        limit: 50,
        next_cursor: null,
      }),
    };
  }

  #writes(): FakeHandlers {
    return {
      createDepartment: call => {
        this.#note('create', call);
        this.#checkCode(call.body.code);
        return this.addDepartment(call.body as Partial<Department>);
      },
      updateDepartment: call => {
        this.#note('update', call);
        const department = this.#found(call.params.id);
        checkVersion(department, call);
        this.#checkCode(call.body.code);
        return Object.assign(department, call.body, {
          version: department.version + 1,
        });
      },
      previewDepartmentMove: () => ({
        departments: 1,
        people: 0,
        ...this.moveEffect,
      }),
      deleteDepartment: call => {
        this.#note('delete', call);
        this.#remove(call.params.id, call.query.get('reassign_to'));
      },
      linkDepartment: call => {
        this.#note('link', call);
        const { params, body } = call;
        const project = this.projects.find(({ id }) => id === body.project_id);
        return this.addLink(
          this.departments.find(({ id }) => id === params.id)!.name,
          project!,
        );
      },
      unlinkDepartment: call => {
        this.#note('unlink', call);
        this.links = this.links.filter(({ id }) => id !== call.params.link_id);
      },
    };
  }

  #note(name: string, { body, query }: Pick<FakeCall, 'body' | 'query'>): void {
    this.writes.push({ call: name, body, query: query.toString() });
  }

  #found(wanted: string): Department {
    const found = this.departments.find(({ id }) => id === wanted);
    if (!found) {
      throw new Refusal(404, `There is no department ${wanted}`);
    }
    return found;
  }

  #checkCode(code: string | null | undefined): void {
    const holder = code && this.departments.find(other => other.code === code);
    if (holder) {
      throw new Refusal(409, `body.code: ${code} is taken by ${holder.name}`);
    }
  }

  #remove(id: string, heir: string | null): void {
    const gone = this.#found(id);
    const within = [
      ...this.departments.filter(other => other.parent_id === gone.id),
      ...this.staff.filter(person => person.department_id === gone.id),
    ];
    if (within.length > 0 && !heir) {
      throw new Refusal(409, `${gone.name} is not empty`);
    }
    for (const thing of within) {
      Object.assign(
        thing,
        'staff_id' in thing ? { department_id: heir } : { parent_id: heir },
      );
    }
    this.departments = this.departments.filter(other => other !== gone);
  }
}
