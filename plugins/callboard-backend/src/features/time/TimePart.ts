import { Feature } from '../../core/Feature';

/** The parts of a feature that a part of the time domain declares. */
export type TimePart = Pick<
  Feature,
  'resolvers' | 'notifications' | 'seeding' | 'start'
>;
