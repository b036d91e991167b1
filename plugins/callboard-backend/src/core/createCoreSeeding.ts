import { ConflictError } from '@backstage/errors';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Core } from './Core';
import { DatedActors } from './DatedActors';
import { scopeToWorkspace } from './members/MemberScope';

/** The seeding operations without an endpoint. */
export function createCoreSeeding(
  core: Core,
): Pick<
  SeedServices,
  'getClient' | 'rememberPeople' | 'ensureMember' | 'ensureProject'
> {
  const { members, people, projects, router, workspaces } = core;
  const actors = new DatedActors(core);
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
        // They joined on their own while data was seeded.
        return members.update(author, scope, existing.id, { role: input.role });
      }
    },
    async ensureProject(actor, slug, entity) {
      const caller = await actors.getCaller(actor);
      const access = await workspaces.see(caller, slug);
      return projects.ensureProject({ caller, ...access }, entity);
    },
  };
}
