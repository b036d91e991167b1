import { Clock } from '../../clock';
import { WorklogExporter } from './files/WorklogExporter';
import { Summaries } from './summaries/Summaries';
import { WorklogReader } from './worklogs/WorklogReader';
import { WorklogService } from './worklogs/WorklogService';

/** What the endpoints of time are answered with. */
export interface TimeServices {
  clock: Clock;
  worklogs: WorklogService;
  reader: WorklogReader;
  exporter: WorklogExporter;
  summaries: Summaries;
}
