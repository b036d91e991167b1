import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Employee, makePeople } from './company/people';

/** A request for demo data; missing fields have their defaults. */
export const requestSchema = z.strictObject({
  // Events and work items grow with both numbers: the default size has 3 000 items.
  people: z.int().min(4).max(5_000).default(40),
  days: z.int().min(1).max(1_830).default(365),
  /** Whether to create no data but the roles of the four demo people in the default workspace. */
  empty: z.boolean().default(false),
});

const settingsSchema = z.object({
  ...requestSchema.shape,
  /** The id of the requested reset, until it has created its data or failed; otherwise null. */
  pending: z.string().max(64).nullable().default(null),
});

/** The requested demo data, stored across restarts. */
export type DemoSettings = z.output<typeof settingsSchema>;

export const DEFAULT_SETTINGS: DemoSettings = settingsSchema.parse({});

/** The settings of the demo, stored in a file, and the people of the demo company. */
export class DemoService {
  /** Why the backend is not ready. */
  unreadyReason?: string =
    "The catalog does not contain the demo company's entities yet";
  readonly #file: string;
  readonly #listeners: Array<(people: Employee[]) => Promise<void>> = [];

  constructor(private readonly directory: string) {
    // `scripts/demo.mjs` writes the file, too.
    this.#file = join(directory, 'demo.json');
  }

  /** Returns the defaults if the file is missing or unreadable. */
  async readSettings(): Promise<DemoSettings> {
    try {
      const text = await readFile(this.#file, 'utf8');
      return settingsSchema.parse(JSON.parse(text));
    } catch {
      return DEFAULT_SETTINGS;
    }
  }

  async getPeople(): Promise<Employee[]> {
    return makePeople((await this.readSettings()).people);
  }

  /** Stores settings; resolves when all listeners have resolved. */
  async changeSettings(settings: DemoSettings): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    // Written to a draft and renamed, so that no process reads a partly written file.
    const draft = `${this.#file}.new`;
    await writeFile(draft, `${JSON.stringify(settings, null, 2)}\n`);
    await rename(draft, this.#file);
    const people = makePeople(settings.people);
    await Promise.all(this.#listeners.map(listener => listener(people)));
  }

  onChange(listener: (people: Employee[]) => Promise<void>): void {
    this.#listeners.push(listener);
  }
}

export const demoServiceRef = createServiceRef<DemoService>({
  id: 'demo',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) =>
        new DemoService(config.getOptionalString('demo.directory') ?? '.'),
    }),
});
