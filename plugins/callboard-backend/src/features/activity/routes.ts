import {
  activityScopes,
  ActivityScopeName,
  Endpoint,
  endpoints,
  ExportFormat,
} from '@callboard/plugin-callboard-common';
import { Response } from 'express';
import { Clock } from '../../clock';
import { attachment, ExportAborted } from '../../exports';
import { ContractRouter, HandlerContext } from '../../http/ContractRouter';
import { ActivityExporter } from './ActivityExporter';
import { ActivityPosting } from './ActivityPosting';
import {
  ActivityPaging,
  ActivityReader,
  SummaryGrouping,
} from './ActivityReader';
import { exportFileName } from './exportFileName';
import { Selected, Selections } from './Selections';

/** What the endpoints of the log are answered with. */
export interface ActivityServices {
  reader: ActivityReader;
  posting: ActivityPosting;
  exporter: ActivityExporter;
  selections: Selections;
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
  const selectionOf = (context: HandlerContext<Endpoint>): Promise<Selected> =>
    selections[scope](context.query, context);

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
      res.set({
        'Content-Type': paths[format].download!,
        'Content-Disposition': attachment(fileName),
        // A proxy or browser must not keep a copy of what people did.
        'Cache-Control': 'no-store',
      });
      try {
        await exporter.write(format, selection, res);
      } catch (error) {
        if (!(error instanceof ExportAborted)) {
          forgetDownload(res);
          throw error;
        }
      }
    });
  }
}

/** What is answered instead of a file must not look like one. */
function forgetDownload(res: Response): void {
  if (!res.headersSent) {
    res.removeHeader('Content-Type');
    res.removeHeader('Content-Disposition');
  }
}
