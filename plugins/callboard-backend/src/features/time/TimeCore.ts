import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { LoggableItems } from './worklogs/LoggableItems';

/** `Core`, and the service that finds the work items on which people log time. */
export interface TimeCore extends Core {
  items: LoggableItems;
}

/** The fields of the time feature's `Feature` to which a part such as periods contributes. */
export type TimeSubfeature = Pick<
  Feature,
  'resolvers' | 'notifications' | 'seeding'
>;
