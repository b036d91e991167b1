import { endpoints } from '@callboard/plugin-callboard-common';
import { Clock } from '../../../kernel/clock';
import { bindTableDownloads } from '../../../http/downloads';
import { ContractRouter } from '../../../http/ContractRouter';
import { WorklogExporter } from './WorklogExporter';
import { Summaries } from '../summaries/Summaries';
import { WorklogReader } from './WorklogReader';
import { WorklogService } from './WorklogService';
import { WorklogPath } from './WorklogStore';

/** The services behind the worklog endpoints. */
interface WorklogServices {
  clock: Clock;
  worklogs: WorklogService;
  reader: WorklogReader;
  exporter: WorklogExporter;
  summaries: Summaries;
}

/** Binds the endpoints of worklogs, their sums and exports. */
export function bindWorklogs(
  router: ContractRouter,
  services: WorklogServices,
): void {
  bindItemWorklogs(router, services);
  bindListsAndSums(router, services);
  const { clock, exporter } = services;
  bindTableDownloads(router, clock, {
    title: 'Worklogs',
    endpoints: {
      csv: endpoints.exportWorklogsCsv,
      xlsx: endpoints.exportWorklogsXlsx,
    },
    write: (format, context, output) =>
      exporter.write(format, context, context.query, output),
  });
}

function bindItemWorklogs(
  router: ContractRouter,
  { worklogs, reader }: WorklogServices,
) {
  router.handle(endpoints.listWorklogsOfItem, context =>
    reader.listByItem(context, context.params.iid, context.query),
  );
  router.handle(endpoints.createWorklog, context =>
    worklogs.create(context, context.params.iid, context.body),
  );
  router.handle(endpoints.getWorklog, context =>
    reader.get(context, toWorklogPath(context.params)),
  );
  router.handle(endpoints.replaceWorklog, context =>
    worklogs.replace(
      context,
      toWorklogPath(context.params),
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.updateWorklog, context =>
    worklogs.update(
      context,
      toWorklogPath(context.params),
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteWorklog, async context => {
    await worklogs.delete(
      context,
      toWorklogPath(context.params),
      context.precondition,
    );
    return undefined;
  });
}

function bindListsAndSums(
  router: ContractRouter,
  { reader, summaries }: WorklogServices,
) {
  router.handle(endpoints.listWorklogs, context =>
    reader.list(context, context.query),
  );
  router.handle(endpoints.getProjectTimeSummary, context => {
    const { include, ...filters } = context.query;
    const project_id = [context.project.id];
    return summaries.summarise(context, { ...filters, project_id }, include);
  });
  router.handle(endpoints.getTimeSummary, context => {
    const { include, ...filters } = context.query;
    return summaries.summarise(context, filters, include);
  });
}

function toWorklogPath(params: {
  pid: string;
  iid: string;
  id: string;
}): WorklogPath {
  return { project_id: params.pid, work_item_id: params.iid, id: params.id };
}
