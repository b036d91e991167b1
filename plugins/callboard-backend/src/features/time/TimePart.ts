import { Feature } from '../../core/Feature';

/** What a part of the domain declares. */
export type TimePart = Pick<
  Feature,
  'resolvers' | 'notifications' | 'seeding' | 'start'
>;
