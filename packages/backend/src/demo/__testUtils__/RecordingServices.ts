import { Entity } from '@backstage/catalog-model';
import {
  Announcement,
  Endpoint,
  endpoints,
  exportedDashboard,
  ImportResult,
  Member,
  NewAnnouncement,
  newAnnouncement,
  newDepartment,
  NewMember,
  newStaffMember,
  newTimeOff,
  NewWebhook,
  newWebhook,
  newWorklog,
  Notification,
  Project,
  Webhook,
} from '@callboard/plugin-callboard-common';
import {
  SeedActor,
  SeedClient,
  SeedEvent,
  SeedPerson,
  SeedServices,
  SeedTimeEntry,
} from '@callboard/plugin-callboard-node';
import { insist } from './insist';
import { RecordingPeriods } from './RecordingPeriods';
import { RecordingWork } from './RecordingWork';

/** What a call of an endpoint says. */
interface Call {
  params: any;
  body: any;
}

type Answer = (actor: SeedActor, call: Call) => unknown;

/**
 * Keeps what a seeder does, and insists on the rules Callboard would: who is
 * added is not there yet, who is changed is there, whoever acts in a workspace
 * acts after it was made.
 */
export class RecordingServices extends RecordingWork implements SeedServices {
  readonly people: SeedPerson[] = [];
  readonly events: SeedEvent[] = [];
  readonly departments = new Set<string>();
  /** The department of each staff member. */
  readonly staff = new Map<string, string>();
  readonly periods = new RecordingPeriods();
  readonly imported: Array<Record<string, string>> = [];
  readonly #workspaces = new Map([['default', 0]]);
  /** Stands in for the endpoints that the demo calls. */
  readonly #answers = new Map<Endpoint, Answer>([
    [
      endpoints.createWorkspace,
      (actor, { body: { slug } }) => {
        insist(!this.#workspaces.has(slug));
        this.record(`create ${slug}`, actor);
        this.#workspaces.set(slug, actor.at.getTime());
        return { slug };
      },
    ],
    [
      endpoints.updateWorkspace,
      (actor, { params: { slug }, body }) => {
        this.#requireWorkspace(slug, actor);
        this.record(`update ${slug} ${JSON.stringify(body)}`, actor);
        return { slug };
      },
    ],
    [
      endpoints.updateWorkspaceMember,
      (actor, { params: { slug, id }, body: { role } }) => {
        this.#requireWorkspace(slug, actor);
        insist(this.roles.has(id) && this.roles.get(id) !== role);
        this.record(`update ${id} ${role}`, actor);
        this.roles.set(id, role);
        return { id };
      },
    ],
    [
      endpoints.removeWorkspaceMember,
      (actor, { params: { slug, id } }) => {
        this.#requireWorkspace(slug, actor);
        insist(this.roles.delete(id));
        this.record(`remove ${id}`, actor);
      },
    ],
    [
      endpoints.createWorkItemComment,
      (actor, call) => {
        this.sayAbout(actor, call);
        return {};
      },
    ],
    [
      endpoints.createDepartment,
      (actor, { params: { slug }, body }) => {
        this.#requireWorkspace(slug, actor);
        insist(newDepartment.safeParse(body).success);
        insist(!body.parent_id || this.departments.has(body.parent_id));
        const id = this.newId();
        this.departments.add(id);
        this.record(`found ${body.short_name}`, actor);
        return { ...body, id };
      },
    ],
    [
      endpoints.updateDepartment,
      (actor, { params: { id }, body: { manager_ref } }) => {
        insist(this.departments.has(id));
        this.record(`appoint ${manager_ref}`, actor);
        return { id };
      },
    ],
    [
      endpoints.linkDepartment,
      (actor, { params: { id }, body: { project_id } }) => {
        insist(this.departments.has(id) && this.projects.has(project_id));
        this.record(`link ${id} ${project_id}`, actor);
        return {};
      },
    ],
    [
      endpoints.createStaffMember,
      (actor, { body }) => {
        insist(newStaffMember.safeParse(body).success);
        insist(this.departments.has(body.department_id));
        const id = this.newId();
        this.staff.set(id, body.department_id);
        this.record(`employ ${body.staff_id}`, actor);
        return { id };
      },
    ],
    [
      endpoints.updateStaffMember,
      (actor, { params: { id }, body: { employment_status } }) => {
        insist(this.staff.has(id));
        this.record(`${employment_status} ${id}`, actor);
        return { id };
      },
    ],
    [
      endpoints.transferStaffMember,
      (actor, { params: { id }, body: { department_id } }) => {
        insist(this.staff.has(id) && this.departments.has(department_id));
        this.staff.set(id, department_id);
        this.record(`transfer ${id}`, actor);
        return { id };
      },
    ],
    [
      endpoints.updateProject,
      (actor, { params: { pid }, body: { access } }) => {
        insist(this.projects.has(pid));
        if (access) {
          this.projects.set(pid, access);
        }
        this.record(`project ${pid} ${access}`, actor);
        return { id: pid };
      },
    ],
    [
      endpoints.addProjectMember,
      (actor, { params: { pid }, body }) =>
        this.addProjectMember(actor, pid, body),
    ],
    [endpoints.listWorkItemsOfWorkspace, () => ({ items: [] })],
    [endpoints.listDepartments, () => ({ items: [] })],
    [endpoints.listStaff, () => ({ items: [] })],
    [endpoints.importHolidays, () => ({ created: 1, skipped: 0 })],
    [endpoints.listHolidays, () => ({ items: [{ date: '2025-12-25' }] })],
    [
      endpoints.createTimeOff,
      (actor, { body }) => {
        insist(newTimeOff.safeParse(body).success);
        this.record(`off ${body.date_from}`, actor);
        return body;
      },
    ],
    [
      endpoints.submitPeriod,
      (actor, { body: { week } }) => this.periods.submit(actor, week),
    ],
    [
      endpoints.approvePeriod,
      (actor, { params: { id } }) => this.periods.decide(actor, id, 'approved'),
    ],
    [
      endpoints.rejectPeriod,
      (actor, { params: { id } }) => this.periods.decide(actor, id, 'rejected'),
    ],
    [
      endpoints.importDashboard,
      (actor, { params: { slug }, body }) => {
        this.#requireWorkspace(slug, actor);
        insist(exportedDashboard.safeParse(body).success);
        this.record(`dashboard ${body.name}`, actor);
        return { id: this.newId() };
      },
    ],
    [
      endpoints.updateDashboard,
      (actor, { params: { id }, body: { access } }) => {
        this.record(`dashboard ${id} ${access}`, actor);
        return { id };
      },
    ],
    [endpoints.favourDashboard, () => ({})],
    [endpoints.listStates, () => ({ items: this.listStates() })],
  ]);

  async rememberPeople(people: SeedPerson[]): Promise<void> {
    this.people.push(...people);
  }

  as(actor: SeedActor): SeedClient {
    return {
      call: async (endpoint: Endpoint, parts: object): Promise<any> => {
        const answer = this.#answers.get(endpoint);
        insist(answer !== undefined);
        return answer!(actor, { params: {}, body: {}, ...parts });
      },
    };
  }

  async letMemberIn(
    actor: SeedActor,
    slug: string,
    { user_ref, role }: NewMember,
  ): Promise<Member> {
    this.#requireWorkspace(slug, actor);
    const id = `${slug} ${user_ref}`;
    insist(!this.roles.has(id));
    this.record(`add ${id} ${role}`, actor);
    this.roles.set(id, role);
    return { id } as Member;
  }

  async importStaff(
    actor: SeedActor,
    slug: string,
    rows: Array<Record<string, string>>,
  ): Promise<ImportResult> {
    this.#requireWorkspace(slug, actor);
    this.imported.push(...rows);
    this.record(`import ${rows.length}`, actor);
    return { created: rows.length } as ImportResult;
  }

  async ensureProject(
    actor: SeedActor,
    _slug: string,
    { metadata }: Entity,
  ): Promise<Project> {
    this.projects.set(metadata.name, 'open');
    this.record(`project ${metadata.name}`, actor);
    return { id: metadata.name } as Project;
  }

  async recordTime(
    _slug: string,
    _userRef: string,
    entries: readonly SeedTimeEntry[],
  ): Promise<number> {
    insist(entries.every(({ entry }) => newWorklog.safeParse(entry).success));
    return entries.length;
  }

  async recordWebhook(
    actor: SeedActor,
    slug: string,
    input: NewWebhook,
  ): Promise<Webhook> {
    this.#requireWorkspace(slug, actor);
    insist(newWebhook.safeParse(input).success);
    this.record(`webhook ${input.name}`, actor);
    return input as Webhook;
  }

  async announce(
    actor: SeedActor,
    slug: string,
    input: NewAnnouncement,
  ): Promise<Announcement> {
    this.#requireWorkspace(slug, actor);
    insist(newAnnouncement.safeParse(input).success);
    this.record(`announce ${input.title}`, actor);
    return input as Announcement;
  }

  async notifyPeople(from: Date, to: Date): Promise<void> {
    insist(from < to);
  }

  async listNotifications(): Promise<Notification[]> {
    return [];
  }

  async markNotifications(): Promise<void> {}

  async recordEvents(events: SeedEvent[]): Promise<void> {
    for (const { workspace, user_ref, at } of events) {
      this.#requireWorkspace(workspace, { user_ref, at });
    }
    this.events.push(...events);
  }

  #requireWorkspace(slug: string, { at }: SeedActor): void {
    const from = this.#workspaces.get(slug);
    insist(from !== undefined && at.getTime() > from);
  }
}
