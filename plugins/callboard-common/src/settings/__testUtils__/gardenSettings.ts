import { z } from 'zod';
import { defineSetting, createSettingsSchema } from '../SettingsSchema';

/** The declarations of a fictitious domain. */
export const gardenSettings = {
  flower: defineSetting({
    summary: 'The flower that grows',
    schema: z.enum(['rose', 'tulip', 'lily']),
    default: 'rose',
    read: 'guest',
    write: 'member',
  }),
  beds: defineSetting({
    summary: 'The number of beds',
    schema: z.int().min(1).max(100),
    default: 4,
    read: 'guest',
    write: 'admin',
  }),
  rota: defineSetting({
    summary: 'The watering days of each person',
    schema: z.record(z.string().max(20), z.array(z.int()).max(7)),
    default: {},
    read: 'member',
    write: 'admin',
  }),
  budget: defineSetting({
    summary: 'The maximum cost',
    schema: z.number().min(0),
    default: 0,
    read: 'admin',
    write: 'admin',
  }),
};

/** A schema with these settings. */
export const gardenSchema = createSettingsSchema(gardenSettings);
