import { z } from 'zod';
import { DEFAULT_DEMO_SIZE, DemoSize } from './world/DemoSize';

/** What the demo data are to be, kept over restarts. */
export interface DemoSettings extends DemoSize {
  /** Whether Callboard holds nothing but the four people's roles. */
  empty: boolean;
  /** The id of the reset that is still to make them like this, if one is. */
  pending: string | null;
}

export const DEFAULT_DEMO_SETTINGS: DemoSettings = {
  ...DEFAULT_DEMO_SIZE,
  empty: false,
  pending: null,
};

/** The file the settings are kept in, shared with `scripts/demo.mjs`. */
export const DEMO_SETTINGS_FILE = 'demo.json';

const schema = z.object({
  people: z.int().min(4).default(DEFAULT_DEMO_SETTINGS.people),
  days: z.int().min(1).default(DEFAULT_DEMO_SETTINGS.days),
  empty: z.boolean().default(DEFAULT_DEMO_SETTINGS.empty),
  pending: z.string().max(64).nullable().default(null),
});

/** Reads settings from the text of their file; undefined if it is unreadable. */
export function parseDemoSettings(text: string): DemoSettings | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
