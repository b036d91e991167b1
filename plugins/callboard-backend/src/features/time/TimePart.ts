import { Feature } from '../../core/Feature';

/** What a subfeature of time tracking contributes to the time feature. */
export type TimePart = Pick<
  Feature,
  'resolvers' | 'notifications' | 'seeding' | 'start'
>;
