import { Clock } from '../../../clock';
import { WorklogExporter } from '../files/WorklogExporter';
import { Summaries } from '../summaries/Summaries';
import { WorklogReader } from './WorklogReader';
import { WorklogService } from './WorklogService';

/** The services behind the worklog endpoints. */
export interface WorklogServices {
  clock: Clock;
  worklogs: WorklogService;
  reader: WorklogReader;
  exporter: WorklogExporter;
  summaries: Summaries;
}
