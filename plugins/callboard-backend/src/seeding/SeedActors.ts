import { SeedActor } from '@callboard/plugin-callboard-node';
import { Actor } from '../access/actor';
import { Caller, WorkspaceAccess } from '../access/Caller';
import { ensureActivityMonths } from '../database/activityMonths';
import { Core } from '../core/Core';
import { WorkspaceRow } from '../core/workspaces/WorkspaceRow';

/** Who acts while data are seeded, and where. */
export class SeedActors {
  constructor(private readonly core: Core) {}

  /** A person at a moment. */
  async actor({ user_ref, at }: SeedActor): Promise<Actor> {
    const person = await this.core.people.get(user_ref);
    return { ...person, ip: null, request_id: null, at: at.getTime() };
  }

  /** As `actor`, for something that is written into the log's months. */
  async dated(actor: SeedActor): Promise<Actor> {
    const { knex } = this.core;
    await ensureActivityMonths(knex, actor.at.getTime(), actor.at.getTime());
    return this.actor(actor);
  }

  /** @throws NotFoundError when there is no such workspace */
  async workspace(slug: string): Promise<WorkspaceRow> {
    return this.core.workspaces.getBySlug(slug);
  }

  /** A person at a moment, as an admin of a workspace who calls. */
  async admin(
    actor: SeedActor,
    slug: string,
  ): Promise<WorkspaceAccess & { caller: Caller }> {
    const { people, platform } = this.core;
    return {
      caller: {
        ...(await this.dated(actor)),
        picture: (await people.get(actor.user_ref)).picture,
        refs: new Set([actor.user_ref]),
        is_super_admin: true,
        is_activity_reader: false,
        credentials: await platform.auth.getOwnServiceCredentials(),
      },
      workspace: await this.workspace(slug),
      role: 'admin',
    };
  }
}
