import { ConflictError } from '@backstage/errors';
import { SeedServices, SeedActor } from '@callboard/plugin-callboard-node';
import { Caller } from '../access/Caller';
import { unrestrictedPolicy } from '../access/Policy';
import { ensureActivityMonths } from '../database/activityMonths';
import { Actor } from '../kernel/actor';
import { Core } from './Core';
import { scopeToWorkspace } from './members/MemberRow';

/** Creates actors with a past time, for seeding. */
export class PastActors {
  constructor(
    private readonly core: Pick<Core, 'knex' | 'people' | 'platform'>,
  ) {}

  /** Returns a user as an actor at a past time. */
  async getActor({ user_ref, at }: SeedActor): Promise<Actor> {
    const person = await this.core.people.get(user_ref);
    return { ...person, ip: null, request_id: null, at: at.getTime() };
  }

  /** Like `getActor`, for changes: ensures that the log has a partition for that time. */
  async getAuthor(actor: SeedActor): Promise<Actor> {
    const at = actor.at.getTime();
    await ensureActivityMonths(this.core.knex, at, at);
    return this.getActor(actor);
  }

  /** Like `getAuthor`, for requests: the user is a super admin. */
  async getCaller(actor: SeedActor): Promise<Caller> {
    const { people, platform } = this.core;
    const { picture } = await people.get(actor.user_ref);
    return {
      ...(await this.getAuthor(actor)),
      picture,
      refs: new Set([actor.user_ref]),
      is_super_admin: true,
      is_activity_reader: false,
      credentials: await platform.auth.getOwnServiceCredentials(),
      policy: unrestrictedPolicy,
    };
  }
}

/** Creates the seeding operations for which no endpoint exists. */
export function createCoreSeeding(
  core: Core,
): Pick<
  SeedServices,
  'getClient' | 'rememberPeople' | 'ensureMember' | 'ensureProject'
> {
  const { members, people, projects, router, workspaces } = core;
  const actors = new PastActors(core);
  return {
    getClient: actor => ({
      call: async (endpoint, parts) =>
        router.call(await actors.getCaller(actor), endpoint, parts),
    }),
    rememberPeople: persons => people.remember(persons),
    async ensureMember(actor, slug, input) {
      const author = await actors.getAuthor(actor);
      const scope = scopeToWorkspace((await workspaces.getBySlug(slug)).id);
      try {
        return await members.add(author, scope, input);
      } catch (error) {
        const existing =
          error instanceof ConflictError &&
          (await members.find(scope, input.user_ref));
        if (!existing) {
          throw error;
        }
        // A request of the user has made them a member during the seeding.
        return members.update(author, scope, existing.id, { role: input.role });
      }
    },
    async ensureProject(actor, slug, entity) {
      const caller = await actors.getCaller(actor);
      const access = await workspaces.getVisible(caller, slug);
      return projects.ensureProject({ caller, ...access }, entity);
    },
  };
}
