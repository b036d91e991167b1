import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { LoggableItems } from './worklogs/LoggableItems';

/** The services of the time feature: `Core`, and the work items on which people log time. */
export interface TimeCore extends Core {
  items: LoggableItems;
}

/** The contribution of a part to the time feature. */
export type TimeSubfeature = Pick<
  Feature,
  'resolvers' | 'notifications' | 'seeding'
>;
