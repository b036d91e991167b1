import { endpoints } from '@callboard/plugin-callboard-common';
import { callboardActor } from '../../kernel/actor';
import { ContractRouter } from '../../http/ContractRouter';
import { Core } from '../../core/Core';
import { bindComments } from './comments/routes';
import { bindSettings } from './settings/routes';
import { ItemImportUndo } from './imports/ItemImportUndo';
import { WorkItemImporter } from './imports/WorkItemImporter';
import { listSearchableWorkItems } from './items/search/searchableWorkItems';
import { SourceServices, WorkServices } from './WorkServices';

/** Binds the endpoints of work items and project settings. */
export function bindWork(
  core: Pick<Core, 'router' | 'workspaces' | 'knex' | 'config'>,
  work: WorkServices,
): void {
  const { router, workspaces } = core;
  bindSettings(router, work);
  bindLists(router, work);
  bindItems(router, work);
  bindComments(router, work.comments, workspaces);
  bindSources(router, work.sources);
  router.handleService(endpoints.listSearchableWorkItems, ({ query }) =>
    listSearchableWorkItems(core, query),
  );
  router.handleService(endpoints.ingestWorkItems, async ({ params, body }) => {
    const { id } = await workspaces.getBySlug(params.slug);
    return { results: await work.ingestion.ingest(callboardActor, id, body) };
  });
}

function bindSources(router: ContractRouter, { sources }: SourceServices) {
  router.handle(endpoints.listWorkSources, async context => ({
    items: await sources.list(context),
  }));
  router.handle(endpoints.syncWorkSource, context =>
    sources.sync(context, context.params.source),
  );
  router.handle(endpoints.updateWorkSource, context =>
    sources.update(context, context.params.source, context.body),
  );
}

export function bindItemImports(
  router: ContractRouter,
  importer: WorkItemImporter,
  undo: ItemImportUndo,
): void {
  router.upload(endpoints.importWorkItems, context =>
    importer.import(context, context.file, context.body),
  );
  router.handle(endpoints.undoWorkItemImport, context =>
    undo.undo(context, context.params.batch_id),
  );
}

function bindLists(
  router: ContractRouter,
  { reader, bulk, overviews }: WorkServices,
) {
  router.handle(endpoints.listProjectOverviews, context =>
    overviews.list(context, context.query),
  );
  router.handle(endpoints.listWorkItems, context =>
    reader.list(context, { project_id: context.project.id }, context.query),
  );
  router.handle(endpoints.listWorkItemsOfWorkspace, context => {
    const { project_id, is_followed, ...query } = context.query;
    const { user_ref } = context.caller;
    return reader.list(
      context,
      { project_id, followed_by: is_followed ? user_ref : undefined },
      query,
    );
  });
  router.handle(endpoints.countWorkItems, context =>
    reader.countByState(context, context.project.id, context.query),
  );
  router.handle(endpoints.updateManyWorkItems, context =>
    bulk.run(context.caller, context, context.body),
  );
  router.handle(endpoints.patchManyWorkItems, context =>
    bulk.runEach(context.caller, context, context.body),
  );
}

function bindItems(router: ContractRouter, { items }: WorkServices) {
  router.handle(endpoints.createWorkItem, ({ caller, project, body }) =>
    items.create(caller, project, body),
  );
  router.handle(endpoints.getWorkItem, ({ project, params }) =>
    items.get(project, params.id),
  );
  router.handle(endpoints.updateWorkItem, context =>
    items.update(
      context.caller,
      context,
      context.params.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteWorkItem, context =>
    items.delete(
      context.caller,
      context.project,
      context.params.id,
      context.precondition,
    ),
  );
}
