import { Feature } from '../../core/Feature';

/** The contribution of a subfeature to the time feature. */
export type TimeSubfeature = Pick<
  Feature,
  'resolvers' | 'notifications' | 'seeding' | 'start'
>;
