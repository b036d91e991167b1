import { SeedServices } from '@callboard/plugin-callboard-node';
import { callboardActor } from '../access/actor';
import { ensureActivityMonths } from '../database/activityMonths';
import { ProjectRow } from '../core/projects/ProjectRow';
import { SeedActors } from './SeedActors';
import { SeededServices } from './SeededServices';
import { DatedAct } from './work/DatedAct';
import { planWork } from './work/planWork';
import { recordWork } from './work/recordWork';

type WorkSeeding = Pick<
  SeedServices,
  'listWorkStates' | 'planWork' | 'recordWork' | 'ingestWorkItems'
>;

/** Offers the services of work items to seeders. */
export function createWorkSeeding(
  seeding: SeedActors,
  { work, core: { knex, changes, projects } }: SeededServices,
): WorkSeeding {
  const projectOf = async (slug: string, id: string): Promise<ProjectRow> => {
    const { user_ref } = callboardActor;
    const actor = { user_ref, at: new Date() };
    const { caller, ...access } = await seeding.admin(actor, slug);
    return (await projects.see(caller, access, id)).project;
  };

  return {
    async listWorkStates(slug, projectId) {
      const project = await projectOf(slug, projectId);
      return work.workflows.all(knex, project.id);
    },
    async planWork(actor, slug, projectId, plan) {
      const project = await projectOf(slug, projectId);
      const by = await seeding.dated(actor);
      return changes.run(by, change => planWork(change, project, plan, work));
    },
    async recordWork(slug, projectId, acts) {
      if (acts.length === 0) {
        return new Map();
      }
      const project = await projectOf(slug, projectId);
      const [first, last] = [acts[0], acts[acts.length - 1]];
      await ensureActivityMonths(knex, first.at.getTime(), last.at.getTime());
      const dated: DatedAct[] = [];
      for (const act of acts) {
        dated.push({ ...act, actor: await seeding.actor(act) });
      }
      return recordWork(changes, project, dated, work);
    },
    async ingestWorkItems(at, slug, input) {
      const { id } = await seeding.workspace(slug);
      await ensureActivityMonths(knex, at.getTime(), at.getTime());
      const source = { ...callboardActor, at: at.getTime() };
      return work.ingestion.ingest(source, id, input);
    },
  };
}
