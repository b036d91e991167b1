import { NotAllowedError } from '@backstage/errors';
import {
  activityScopes,
  ActivityScopeName,
  Endpoint,
  endpoints,
  ExportFormat,
  NewActivity,
  viewActions,
  ActivityFilter,
} from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { WorkspaceAccess } from '../../access/Caller';
import { Clock } from '../../kernel/clock';
import { getDateInZone } from '../../database/zones';
import { AccessLog } from '../privacy/accessLog/AccessLog';
import { ContractRouter } from '../../http/ContractRouter';
import { HandlerContext } from '../../http/Handler';
import { sendDownload } from '../../http/downloads';
import { ActivityExporter } from './ActivityExporter';
import { ActivityPosting } from './ActivityPosting';
import {
  ActivityPaging,
  ActivityReader,
  SummaryGrouping,
} from './ActivityReader';
import { listViewedPeople, Selections } from './Selections';
import { ActivityCounts } from './rollups/ActivityCounts';
import { ActivitySelection } from './selectActivity';

/**
 * Builds the file name `Activity_Tracker_<start>_<end>.<format>`. Without an end, the name contains
 * today's date instead; without a start, only the current date and time.
 */
function buildExportFileName(
  { start, end }: ActivityFilter,
  zone: string,
  format: ExportFormat,
  now: number,
): string {
  const span = start
    ? `${start}_${end ?? getDateInZone(now, zone)}`
    : DateTime.fromMillis(now, { zone }).toFormat('yyyy-MM-dd_HHmmss');
  return `Activity_Tracker_${span}.${format}`;
}

interface ActivityServices {
  reader: ActivityReader;
  posting: ActivityPosting;
  exporter: ActivityExporter;
  selections: Selections;
  counts: ActivityCounts;
  accessLog: AccessLog;
  clock: Clock;
  recordsViews: boolean;
}

const viewActionSet: ReadonlySet<string> = new Set(viewActions);

const isView = ({ action }: NewActivity) => viewActionSet.has(action);

export function bindActivity(
  router: ContractRouter,
  services: ActivityServices,
): void {
  router.handle(endpoints.postActivity, async ({ caller, workspace, body }) => {
    const events = Array.isArray(body) ? body : [body];
    if (!services.recordsViews && events.some(isView)) {
      throw new NotAllowedError(
        'Page view recording is turned off in this portal',
      );
    }
    const ids = await services.posting.post(caller, workspace.id, events);
    return Array.isArray(body)
      ? { success: true as const, ids }
      : { success: true as const, id: ids[0] };
  });
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
 * Binds the endpoints of a scope. Scopes differ only in the schemas of their filters, which are
 * parsed before a handler runs, so all scopes share one set of handlers.
 */
function bindScope(
  router: ContractRouter,
  { reader, exporter, selections, accessLog, clock }: ActivityServices,
  scope: ActivityScopeName,
): void {
  const paths: Record<string, Endpoint> = activityScopes[scope];
  // Only requests in the workspace scope have a workspace. Only `selections.workspace` reads it.
  const resolveSelection = (context: HandlerContext<Endpoint>) =>
    selections[scope](
      context.query,
      context as HandlerContext<Endpoint> & WorkspaceAccess,
    );
  const recordRead = (
    { caller: actor }: HandlerContext<Endpoint>,
    selection: ActivitySelection,
    seen: ReadonlyArray<{ user_id?: string; user_name?: string }>,
  ): void => {
    // An empty response is not recorded as data access.
    if (seen.length > 0) {
      const people = listViewedPeople(selection, seen);
      accessLog.recordRead({ people, actor, ...getAccessScope(selection) });
    }
  };

  router.handle(paths.list, async context => {
    const { selection } = await resolveSelection(context);
    const paging = context.query as unknown as ActivityPaging;
    const page = await reader.list(selection, paging);
    recordRead(context, selection, page.activities);
    return page;
  });
  router.handle(paths.summary, async context => {
    const { selection, weekStart } = await resolveSelection(context);
    const grouping = context.query as unknown as SummaryGrouping;
    const options = { ...grouping, weekStart };
    const summary = await reader.summarize(selection, options);
    recordRead(context, selection, summary.by_user);
    return summary;
  });
  router.handle(paths.facets, async context => {
    const { selection } = await resolveSelection(context);
    const facets = await reader.readFacets(selection);
    recordRead(context, selection, facets.users);
    return facets;
  });
  for (const format of ['xlsx', 'csv', 'jsonl'] as ExportFormat[]) {
    router.download(paths[format], async (context, res) => {
      const { selection } = await resolveSelection(context);
      const { filter, zone } = selection;
      const { proof } = context.query as { proof?: boolean };
      if (
        proof &&
        (selection.showsOriginOnlyOf !== undefined || selection.pseudonymiser)
      ) {
        // Proofs apply to rows as they are stored. This reader would get pseudonyms, or rows
        // without IP addresses.
        throw new NotAllowedError(
          'Only super admins who can see names can export proofs',
        );
      }
      const people = accessLog.beginExport({
        actor: context.caller,
        about: listViewedPeople(selection),
        ...getAccessScope(selection),
      });
      const fileName = buildExportFileName(filter, zone, format, clock.now());
      await sendDownload(
        res,
        { name: fileName, mediaType: paths[format].download! },
        output =>
          exporter.write(format, selection, output, {
            caller: context.caller,
            proof,
            people,
          }),
      );
    });
  }
}

function getAccessScope({ scope }: ActivitySelection) {
  return {
    scope: scope.kind === 'all' ? ('admin' as const) : ('workspace' as const),
    workspace_id: 'workspace_id' in scope ? scope.workspace_id ?? null : null,
  };
}
