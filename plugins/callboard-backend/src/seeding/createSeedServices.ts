import { ConflictError } from '@backstage/errors';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Core } from '../core/Core';
import { ensureActivityMonths } from '../database/activityMonths';
import { membersOfWorkspace } from '../core/members/MemberScope';
import { createOrganisationSeeding } from './createOrganisationSeeding';
import { createWorkSeeding } from './createWorkSeeding';
import { SeedActors } from './SeedActors';
import { SeededServices } from './SeededServices';

/** Offers the features' own services to seeders, under other dates. */
export function createSeedServices(
  core: Core,
  services: SeededServices,
): SeedServices {
  const { knex, people, members, workspaces } = core;
  const seeding = new SeedActors(core);
  const scopeOf = async (slug: string) =>
    membersOfWorkspace((await seeding.workspace(slug)).id);

  return {
    ...createOrganisationSeeding(seeding, services),
    ...createWorkSeeding(seeding, services),
    rememberPeople: persons => people.remember(persons),
    createWorkspace: async (actor, input) =>
      workspaces.create(await seeding.dated(actor), input),
    updateWorkspace: async (actor, slug, patch) =>
      workspaces.update(
        { caller: await seeding.dated(actor), role: 'admin' },
        slug,
        patch,
      ),
    async addMember(actor, slug, input) {
      const by = await seeding.dated(actor);
      const scope = await scopeOf(slug);
      try {
        return await members.add(by, scope, input);
      } catch (error) {
        const held =
          error instanceof ConflictError &&
          (await members.find(scope, input.user_ref));
        if (!held) {
          throw error;
        }
        // They have joined by themselves, while data were made.
        return members.update(by, scope, held.id, { role: input.role });
      }
    },
    updateMember: async (actor, slug, id, patch) =>
      members.update(
        await seeding.dated(actor),
        await scopeOf(slug),
        id,
        patch,
      ),
    removeMember: async (actor, slug, id) =>
      members.remove(await seeding.dated(actor), await scopeOf(slug), id),
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
          ids.set(workspace, (await seeding.workspace(workspace)).id);
        }
        rows.push({
          actor: await seeding.actor(actor),
          workspace_id: ids.get(workspace)!,
          event,
        });
      }
      await services.posting.store(rows);
    },
  };
}
