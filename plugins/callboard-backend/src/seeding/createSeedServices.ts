import { NotFoundError } from '@backstage/errors';
import { SeedActor, SeedServices } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { Actor } from '../access/actor';
import { ensureActivityMonths } from '../database/activityMonths';
import { ActivityPosting } from '../features/activity/ActivityPosting';
import { MemberService } from '../features/members/MemberService';
import { PeopleService } from '../features/people/PeopleService';
import { WorkspaceService } from '../features/workspaces/WorkspaceService';
import { WorkspaceStore } from '../features/workspaces/WorkspaceStore';

/** Offers the features' own services to seeders, under other dates. */
export function createSeedServices(deps: {
  knex: Knex;
  people: PeopleService;
  members: MemberService;
  workspaces: { service: WorkspaceService; store: WorkspaceStore };
  posting: ActivityPosting;
}): SeedServices {
  const { knex, people, members, workspaces, posting } = deps;

  async function actorOf({ user_ref, at }: SeedActor): Promise<Actor> {
    const person = await people.get(user_ref);
    return { ...person, ip: null, request_id: null, at: at.getTime() };
  }

  /** As `actorOf`, for something that is written into the log's months. */
  async function datedActorOf(actor: SeedActor): Promise<Actor> {
    await ensureActivityMonths(knex, actor.at.getTime(), actor.at.getTime());
    return actorOf(actor);
  }

  async function workspaceIdOf(slug: string): Promise<string> {
    const found = await workspaces.store.findWithRank(slug, '');
    if (!found) {
      throw new NotFoundError(`There is no workspace ${slug}`);
    }
    return found.workspace.id;
  }

  return {
    rememberPeople: persons => people.remember(persons),
    createWorkspace: async (actor, input) =>
      workspaces.service.create(await datedActorOf(actor), input),
    updateWorkspace: async (actor, slug, patch) =>
      workspaces.service.update(await datedActorOf(actor), slug, patch),
    addMember: async (actor, slug, input) =>
      members.add(await datedActorOf(actor), await workspaceIdOf(slug), input),
    updateMember: async (actor, slug, id, patch) =>
      members.update(
        await datedActorOf(actor),
        await workspaceIdOf(slug),
        id,
        patch,
      ),
    removeMember: async (actor, slug, id) =>
      members.remove(await datedActorOf(actor), await workspaceIdOf(slug), id),
    async recordEvents(events) {
      if (events.length === 0) {
        return;
      }
      const times = events.map(({ at }) => at.getTime()).sort((a, b) => a - b);
      await ensureActivityMonths(knex, times[0], times[times.length - 1]);
      const ids = new Map<string, string>();
      const rows = [];
      for (const { workspace, event, ...actor } of events) {
        if (!ids.has(workspace)) {
          ids.set(workspace, await workspaceIdOf(workspace));
        }
        rows.push({
          actor: await actorOf(actor),
          workspace_id: ids.get(workspace)!,
          event,
        });
      }
      await posting.store(rows);
    },
  };
}
