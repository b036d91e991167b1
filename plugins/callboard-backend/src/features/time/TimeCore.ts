import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { LoggableItems } from './worklogs/LoggableItems';

/** The foundation of the parts of the time feature. */
export interface TimeCore extends Core {
  items: LoggableItems;
}

/** The contribution of a part to the time feature. */
export type TimeSubfeature = Pick<
  Feature,
  'resolvers' | 'notifications' | 'seeding'
>;
