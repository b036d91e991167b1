import {
  activityScopes,
  ActivityScopeName,
  Endpoint,
  endpoints,
  ExportFormat,
} from '@callboard/plugin-callboard-common';
import { WorkspaceAccess } from '../../access/Caller';
import { Clock } from '../../clock';
import { ContractRouter } from '../../http/ContractRouter';
import { HandlerContext } from '../../http/HandlerContext';
import { sendDownload } from '../../http/sendDownload';
import { ActivityExporter } from './ActivityExporter';
import { ActivityPosting } from './ActivityPosting';
import {
  ActivityPaging,
  ActivityReader,
  SummaryGrouping,
} from './ActivityReader';
import { exportFileName } from './exportFileName';
import { ProjectChanges } from './ProjectChanges';
import { ActivityCounts } from './rollups/ActivityCounts';
import { Selected, Selections } from './Selections';

/** What the endpoints of the log are answered with. */
export interface ActivityServices {
  reader: ActivityReader;
  posting: ActivityPosting;
  exporter: ActivityExporter;
  selections: Selections;
  counts: ActivityCounts;
  projectChanges: ProjectChanges;
  clock: Clock;
}

/** Binds posting, and the sub-paths of each scope. */
export function bindActivity(
  router: ContractRouter,
  services: ActivityServices,
): void {
  router.handle(endpoints.postActivity, async ({ caller, workspace, body }) => {
    const events = Array.isArray(body) ? body : [body];
    const ids = await services.posting.post(caller, workspace.id, events);
    return Array.isArray(body)
      ? { success: true as const, ids }
      : { success: true as const, id: ids[0] };
  });
  router.handle(endpoints.listMyProjectsActivity, context =>
    services.projectChanges.list(context, context.query),
  );
  router.handle(endpoints.checkActivityCounts, () => services.counts.check());
  router.handle(endpoints.rebuildActivityCounts, async () => {
    await services.counts.rebuild();
    return { success: true as const };
  });
  for (const scope of Object.keys(activityScopes) as ActivityScopeName[]) {
    bindScope(router, services, scope);
  }
}

/**
 * The scopes differ in their filters' schemas only, which have been parsed by
 * the time a handler runs; so they share one set of handlers.
 */
function bindScope(
  router: ContractRouter,
  { reader, exporter, selections, clock }: ActivityServices,
  scope: ActivityScopeName,
): void {
  const paths: Record<string, Endpoint> = activityScopes[scope];
  // Only the scope of a workspace looks at it, and only its requests have one.
  const selectionOf = (context: HandlerContext<Endpoint>): Promise<Selected> =>
    selections[scope](
      context.query,
      context as HandlerContext<Endpoint> & WorkspaceAccess,
    );

  router.handle(paths.list, async context => {
    const { selection } = await selectionOf(context);
    return reader.list(selection, context.query as unknown as ActivityPaging);
  });
  router.handle(paths.summary, async context => {
    const { selection, weekStart } = await selectionOf(context);
    const grouping = context.query as unknown as SummaryGrouping;
    return reader.summarize(selection, { ...grouping, weekStart });
  });
  router.handle(paths.facets, async context => {
    const { selection } = await selectionOf(context);
    return reader.facets(selection);
  });
  for (const format of ['xlsx', 'csv', 'jsonl'] as ExportFormat[]) {
    router.download(paths[format], async (context, res) => {
      const { selection } = await selectionOf(context);
      const { filter, zone } = selection;
      const fileName = exportFileName(filter, zone, format, clock.now());
      await sendDownload(
        res,
        { name: fileName, mediaType: paths[format].download! },
        output => exporter.write(format, selection, output),
      );
    });
  }
}
