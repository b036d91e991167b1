import {
  SeedActor,
  SeedServices,
  SeedWorkPlan,
  SeedWorkSettings,
  SeedComment,
} from '@callboard/plugin-callboard-node';
import {
  newCycle,
  newLabel,
  newWorkModule,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { Actor, callboardActor } from '../../../kernel/actor';
import { Change } from '../../../changes/Changes';
import { Core } from '../../../core/Core';
import { PastActors } from '../../../core/createCoreSeeding';
import { ProjectRow } from '../../../access/Caller';
import { ensureActivityMonths } from '../../../database/activityMonths';
import { inListSql } from '../../../database/bulk';
import { WorkServices } from '../WorkServices';
import { buildComment } from '../comments/CommentRow';
import {
  applyCommentSeries,
  CommentedItem,
} from '../comments/applyCommentChanges';
import { resolveMentions } from '../comments/resolveMentions';
import {
  formatItemIdentifier,
  ItemSummary,
  selectItemSummaries,
} from '../items/WorkItemRow';
import { lockWork, lockWorkForShare } from '../lockWork';
import {
  SettingFields,
  SettingRow,
  toSettingResponse,
} from '../settings/settingKinds';
import { SettingService } from '../settings/SettingService';
import { DatedSeedChange, recordWork } from './recordWork';

/**
 * Records past comments on the items of a project, in one transaction.
 *
 * @param comments - sorted by time, at least one
 * @throws NotFoundError when an item does not exist in the project
 */
async function recordComments(
  { changes, audience }: Core,
  { id }: ProjectRow,
  comments: ReadonlyArray<SeedComment & { actor: Actor }>,
): Promise<void> {
  await changes.runSeries(async (tx, startChange) => {
    const project = await lockWorkForShare(tx, id);
    const items = await readItems(tx, project, comments);
    const texts = comments.map(({ body }) => body);
    const mentions = await resolveMentions(tx, audience, project, texts);
    const series = comments.map(({ actor, on: work_item_id, body }, index) => {
      if (!items.has(work_item_id)) {
        throw new NotFoundError(`Work item ${work_item_id} not found`);
      }
      const change = startChange(actor);
      const after = buildComment(change, {
        project,
        work_item_id,
        body,
        mentions: mentions[index],
      });
      return { change, pair: { before: null, after } };
    });
    await applyCommentSeries(
      series[series.length - 1].change,
      series,
      work_item_id => items.get(work_item_id)!,
    );
  });
}

/** Reads the items to which comments belong, by id. */
async function readItems(
  tx: Knex.Transaction,
  project: ProjectRow,
  comments: readonly SeedComment[],
): Promise<ReadonlyMap<string, CommentedItem>> {
  const ids = [...new Set(comments.map(({ on }) => on))];
  const rows: ItemSummary[] = await selectItemSummaries(
    tx,
    project.id,
  ).whereRaw(...inListSql(tx, 'id', ids));
  return new Map(
    rows.map(({ id, number, title }) => [
      id,
      { identifier: formatItemIdentifier(project.identifier, number), title },
    ]),
  );
}

/** Creates labels, cycles and modules of a project in one change. */
async function planWork(
  change: Change,
  project: ProjectRow,
  { labels = [], cycles = [], modules = [] }: SeedWorkPlan,
  work: Pick<WorkServices, 'labels' | 'cycles' | 'modules'>,
): Promise<SeedWorkSettings> {
  await lockWork(change.tx, project.id);

  async function createSettings<Row extends SettingRow>(
    service: SettingService<Row>,
    schema: z.ZodType,
    inputs: unknown[],
  ) {
    const rows = inputs.map(input =>
      // Validates the input as the endpoint does.
      service.buildRow(
        change,
        project,
        schema.parse(input) as SettingFields<Row>,
      ),
    );
    await service.add(change, rows);
    return rows.map(toSettingResponse);
  }

  return {
    labels: await createSettings(work.labels, newLabel, labels),
    cycles: await createSettings(work.cycles, newCycle, cycles),
    modules: await createSettings(work.modules, newWorkModule, modules),
  };
}

/**
 * Creates the seeding operations that record past changes to work items. No endpoint can do this.
 */
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
  const actors = new PastActors(core);
  const loadProject = async (slug: string, id: string): Promise<ProjectRow> => {
    const { user_ref } = callboardActor;
    const caller = await actors.getCaller({ user_ref, at: new Date() });
    const access = await workspaces.getVisible(caller, slug);
    return (await projects.getVisible(caller, access, id)).project;
  };
  const prepareIngestion = async (at: Date, slug: string) => {
    const { id } = await workspaces.getBySlug(slug);
    await ensureActivityMonths(knex, at.getTime(), at.getTime());
    return { workspace_id: id, actor: { ...callboardActor, at: at.getTime() } };
  };

  /**
   * Adds the actors to past actions, and creates the partitions of the activity log for the months
   * of the actions.
   *
   * @param actions - sorted by time, at least one
   */
  async function resolveActors<Action extends SeedActor>(
    actions: readonly Action[],
  ) {
    const [first, last] = [actions[0], actions[actions.length - 1]];
    await ensureActivityMonths(knex, first.at.getTime(), last.at.getTime());
    const datedActions: Array<Action & { actor: Actor }> = [];
    for (const action of actions) {
      datedActions.push({ ...action, actor: await actors.getActor(action) });
    }
    return datedActions;
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
      return recordWork(changes, project, dated, core.audience);
    },
    async recordComments(slug, projectId, comments) {
      if (comments.length > 0) {
        const project = await loadProject(slug, projectId);
        const dated = await resolveActors(comments);
        await recordComments(core, project, dated);
      }
    },
    async ingestWorkItems(at, slug, input) {
      const { workspace_id, actor } = await prepareIngestion(at, slug);
      return work.ingestion.ingest(actor, workspace_id, input);
    },
    async ingestWorkItemComments(at, slug, input) {
      const { workspace_id, actor } = await prepareIngestion(at, slug);
      return work.comments.ingestion.ingest(actor, workspace_id, input);
    },
  };
}
