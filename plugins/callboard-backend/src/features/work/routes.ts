import {
  endpoints,
  SettingEndpoints,
  workSettingEndpoints,
} from '@callboard/plugin-callboard-common';
import { callboardActor } from '../../kernel/actor';
import { ContractRouter } from '../../http/ContractRouter';
import { Core } from '../../core/Core';
import { CommentPath } from './comments/CommentRow';
import { listSearchableWorkItems } from './items/search/searchableWorkItems';
import { SettingFields, SettingRow } from './settings/settingKinds';
import { SettingService } from './settings/SettingService';
import { WorkServices } from './WorkServices';

export function bindWork(
  core: Pick<Core, 'router' | 'workspaces' | 'knex' | 'config'>,
  work: WorkServices,
): void {
  const { router, workspaces } = core;
  bindSettings(router, work);
  bindLists(router, work);
  bindItems(router, work);
  bindComments(router, work.comments);
  bindSources(router, work.sources);
  router.handleService(endpoints.listSearchableWorkItems, ({ query }) =>
    listSearchableWorkItems(core, query),
  );
  router.handleService(endpoints.ingestWorkItems, async ({ params, body }) => {
    const { id } = await workspaces.getBySlug(params.slug);
    return { results: await work.ingestion.ingest(callboardActor, id, body) };
  });
  router.handleService(
    endpoints.ingestWorkItemComments,
    async ({ params, body }) => {
      const { id } = await workspaces.getBySlug(params.slug);
      const { ingestion } = work.comments;
      return { results: await ingestion.ingest(callboardActor, id, body) };
    },
  );
}

function bindSources(
  router: ContractRouter,
  { sources }: WorkServices['sources'],
) {
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

function bindLists(
  router: ContractRouter,
  { reader, bulk, overviews, importer, importUndo }: WorkServices,
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
  router.upload(endpoints.importWorkItems, context =>
    importer.import(context, context.file, context.body),
  );
  router.handle(endpoints.undoWorkItemImport, context =>
    importUndo.undo(context, context.params.batch_id),
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

function bindComments(
  router: ContractRouter,
  { comments, reader }: WorkServices['comments'],
) {
  router.handle(endpoints.listWorkItemComments, ({ params, query }) =>
    reader.list(toItemPath(params), query),
  );
  router.handle(endpoints.createWorkItemComment, context =>
    comments.create(context.caller, context, context.params.iid, context.body),
  );
  router.handle(endpoints.getWorkItemComment, ({ params }) =>
    reader.get(toCommentPath(params)),
  );
  router.handle(endpoints.updateWorkItemComment, context =>
    comments.update(
      context.caller,
      toCommentPath(context.params),
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteWorkItemComment, context => {
    const { caller, params, precondition } = context;
    return comments.delete(caller, toCommentPath(params), precondition);
  });
}

function toItemPath({ pid, iid }: { pid: string; iid: string }) {
  return { project_id: pid, work_item_id: iid };
}

function toCommentPath(params: {
  pid: string;
  iid: string;
  id: string;
}): CommentPath {
  return { ...toItemPath(params), id: params.id };
}

function bindSettings(router: ContractRouter, work: WorkServices) {
  const { states, labels, cycles, modules } = workSettingEndpoints;
  bindKind(router, states, work.states);
  bindKind(router, labels, work.labels);
  bindKind(router, cycles, work.cycles);
  bindKind(router, modules, work.modules);
}

function bindKind<Row extends SettingRow>(
  router: ContractRouter,
  kind: SettingEndpoints,
  service: SettingService<Row>,
) {
  router.handle(kind.list, ({ project, query }) =>
    service.list(project, query),
  );
  router.handle(kind.get, ({ project, params }) =>
    service.get(project, params.id),
  );
  // The router has validated the body against the schema of the kind.
  router.handle(kind.create, ({ caller, project, body }) =>
    service.create(caller, project, body as SettingFields<Row>),
  );
  router.handle(kind.update, ({ caller, project, params, ...context }) =>
    service.update(
      caller,
      project,
      params.id,
      context.body as SettingFields<Row>,
      context.precondition,
    ),
  );
  router.handle(kind.remove, context =>
    service.delete(
      context.caller,
      context.project,
      context.params.id,
      context.query,
      context.precondition,
    ),
  );
}
