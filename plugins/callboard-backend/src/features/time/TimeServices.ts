import { Feature } from '../../core/Feature';
import { LoggableItems } from './worklogs/LoggableItems';
import { WorklogChanges } from './worklogs/WorklogChanges';
import { WorklogReader } from './worklogs/WorklogReader';
import { WorklogReadModel } from './worklogs/WorklogReadModel';
import { WorklogStore } from './worklogs/WorklogStore';

/** The contribution of a subfeature to the time feature. */
export type TimeSubfeature = Pick<
  Feature,
  'resolvers' | 'notifications' | 'seeding'
>;

/** The services that all subfeatures of the time domain share. */
export interface TimeServices {
  store: WorklogStore;
  worklogChanges: WorklogChanges;
  items: LoggableItems;
  readModel: WorklogReadModel;
  worklogReader: WorklogReader;
}
