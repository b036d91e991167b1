import { NumberSource } from '@callboard/plugin-callboard-common';
import { CountedRows } from './CountedRows';
import { time } from './time';
import { workItems } from './workItems';

/** What each source counts. The log has counts of its own. */
export const countedSources: Partial<Record<NumberSource, CountedRows>> = {
  work_items: workItems,
  time,
  people: time,
};
