import { Core } from '../../../core/Core';
import { WorklogExporter } from '../files/WorklogExporter';
import { createTimeSeeding } from '../seeding/createTimeSeeding';
import { Summaries } from '../summaries/Summaries';
import { SummaryReadModel } from '../summaries/SummaryReadModel';
import { TimeSubfeature } from '../TimeSubfeature';
import { TimeParts } from '../TimeParts';
import { defineLogger } from './defineLogger';
import { bindWorklogs } from './routes';
import { worklogResolver } from './worklogResolver';
import { WorklogService } from './WorklogService';

/** Adds worklogs, their lists and their sums. */
export function addWorklogs(core: Core, parts: TimeParts): TimeSubfeature {
  const { changes, clock, router } = core;
  defineLogger(core.relations);
  bindWorklogs(router, {
    clock,
    worklogs: new WorklogService({ changes, ...parts }),
    reader: parts.worklogReader,
    exporter: new WorklogExporter({ clock, ...parts }),
    summaries: new Summaries(new SummaryReadModel(core.reader)),
  });
  return {
    resolvers: [worklogResolver],
    seeding: createTimeSeeding(core, parts),
  };
}
