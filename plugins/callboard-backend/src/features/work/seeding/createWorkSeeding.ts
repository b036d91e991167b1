import { SeedActor, SeedServices } from '@callboard/plugin-callboard-node';
import { Actor, callboardActor } from '../../../access/actor';
import { Core } from '../../../core/Core';
import { DatedActors } from '../../../core/DatedActors';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { ensureActivityMonths } from '../../../database/activityMonths';
import { WorkServices } from '../WorkServices';
import { DatedSeedChange } from './DatedSeedChange';
import { recordComments } from './recordComments';
import { planWork } from './planWork';
import { recordWork } from './recordWork';

/** Seeding operations on work items that no endpoint offers. */
export function createWorkSeeding(
  core: Core,
  work: WorkServices,
): Pick<
  SeedServices,
  | 'planWork'
  | 'recordWork'
  | 'recordComments'
  | 'ingestWorkItems'
  | 'ingestWorkItemComments'
> {
  const { knex, changes, projects, workspaces } = core;
  const actors = new DatedActors(core);
  const loadProject = async (slug: string, id: string): Promise<ProjectRow> => {
    const { user_ref } = callboardActor;
    const caller = await actors.getCaller({ user_ref, at: new Date() });
    const access = await workspaces.see(caller, slug);
    return (await projects.see(caller, access, id)).project;
  };
  const prepareSource = async (at: Date, slug: string) => {
    const { id } = await workspaces.getBySlug(slug);
    await ensureActivityMonths(knex, at.getTime(), at.getTime());
    return { id, source: { ...callboardActor, at: at.getTime() } };
  };

  /**
   * Resolves the actors of past actions, which are in order of time, and creates the months of the
   * activity log.
   */
  async function resolveActors<Action extends SeedActor>(
    actions: readonly Action[],
  ) {
    const [first, last] = [actions[0], actions[actions.length - 1]];
    await ensureActivityMonths(knex, first.at.getTime(), last.at.getTime());
    const dated: Array<Action & { actor: Actor }> = [];
    for (const action of actions) {
      dated.push({ ...action, actor: await actors.getActor(action) });
    }
    return dated;
  }

  return {
    async planWork(actor, slug, projectId, plan) {
      const project = await loadProject(slug, projectId);
      const author = await actors.getAuthor(actor);
      return changes.run(author, change =>
        planWork(change, project, plan, work),
      );
    },
    async recordWork(slug, projectId, actions) {
      if (actions.length === 0) {
        return new Map();
      }
      const project = await loadProject(slug, projectId);
      const dated: DatedSeedChange[] = await resolveActors(actions);
      return recordWork(changes, project, dated, work);
    },
    async recordComments(slug, projectId, comments) {
      if (comments.length > 0) {
        const project = await loadProject(slug, projectId);
        const dated = await resolveActors(comments);
        await recordComments(changes, project, dated, work.comments);
      }
    },
    async ingestWorkItems(at, slug, input) {
      const { id, source } = await prepareSource(at, slug);
      return work.ingestion.ingest(source, id, input);
    },
    async ingestWorkItemComments(at, slug, input) {
      const { id, source } = await prepareSource(at, slug);
      return work.comments.ingestion.ingest(source, id, input);
    },
  };
}
