import { endpoints } from '@callboard/plugin-callboard-common';
import { callboardActor } from '../../../kernel/actor';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { ContractRouter } from '../../../http/ContractRouter';
import { CommentPath } from './CommentRow';
import { CommentServices } from '../WorkServices';

export function bindComments(
  router: ContractRouter,
  { comments, reader, ingestion }: CommentServices,
  workspaces: WorkspaceDirectory,
): void {
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
  router.handleService(
    endpoints.ingestWorkItemComments,
    async ({ params, body }) => {
      const { id } = await workspaces.getBySlug(params.slug);
      return { results: await ingestion.ingest(callboardActor, id, body) };
    },
  );
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
