import {
  Member,
  Role,
  Workspace,
  WorkspacePatch,
} from '@callboard/plugin-callboard-common';
import {
  SeedActor,
  SeedEvent,
  SeedPerson,
  SeedServices,
} from '@callboard/plugin-callboard-node';

function insist(rule: boolean): void {
  if (!rule) {
    throw new Error('A rule of Callboard is broken');
  }
}

/** Everything the demo did, in the order it did it. */
export interface Recorded {
  what: string;
  at: number;
}

/**
 * Keeps what a seeder does, and insists on the rules Callboard would: who is
 * added is not there yet, who is changed is there, whoever acts in a workspace
 * acts after it was made.
 */
export class RecordingServices implements SeedServices {
  readonly people: SeedPerson[] = [];
  readonly events: SeedEvent[] = [];
  readonly changes: Recorded[] = [];
  readonly roles = new Map<string, Role>();
  readonly #workspaces = new Map([['default', 0]]);

  async rememberPeople(people: SeedPerson[]): Promise<void> {
    this.people.push(...people);
  }

  async createWorkspace(
    actor: SeedActor,
    { slug }: { slug: string },
  ): Promise<Workspace> {
    insist(!this.#workspaces.has(slug));
    this.#record(`create ${slug}`, actor);
    this.#workspaces.set(slug, actor.at.getTime());
    return { slug } as Workspace;
  }

  async updateWorkspace(
    actor: SeedActor,
    slug: string,
    patch: WorkspacePatch,
  ): Promise<Workspace> {
    this.#requireWorkspace(slug, actor);
    this.#record(`update ${slug} ${JSON.stringify(patch)}`, actor);
    return { slug } as Workspace;
  }

  async addMember(
    actor: SeedActor,
    slug: string,
    { user_ref, role }: { user_ref: string; role: Role },
  ): Promise<Member> {
    this.#requireWorkspace(slug, actor);
    const id = `${slug} ${user_ref}`;
    insist(!this.roles.has(id));
    this.#record(`add ${id} ${role}`, actor);
    this.roles.set(id, role);
    return { id } as Member;
  }

  async updateMember(
    actor: SeedActor,
    slug: string,
    id: string,
    { role }: { role?: Role },
  ): Promise<Member> {
    this.#requireWorkspace(slug, actor);
    insist(this.roles.has(id) && this.roles.get(id) !== role);
    this.#record(`update ${id} ${role}`, actor);
    this.roles.set(id, role!);
    return { id } as Member;
  }

  async removeMember(
    actor: SeedActor,
    slug: string,
    id: string,
  ): Promise<void> {
    this.#requireWorkspace(slug, actor);
    insist(this.roles.delete(id));
    this.#record(`remove ${id}`, actor);
  }

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

  #record(what: string, { at }: SeedActor): void {
    this.changes.push({ what, at: at.getTime() });
  }
}
