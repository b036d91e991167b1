import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  DEFAULT_DEMO_SETTINGS,
  DEMO_SETTINGS_FILE,
  DemoSettings,
  parseDemoSettings,
} from './DemoSettings';
import { DemoWorld, makeDemoWorld } from './world/DemoWorld';

/** The demo company as the modules of this process share it. */
export interface DemoService {
  /** How large the demo is, and whether it is still to be made. */
  settings(): Promise<DemoSettings>;
  /** The company at its present size. */
  world(): Promise<DemoWorld>;
  /** Keeps new settings; listeners are told before this resolves. */
  change(settings: DemoSettings): Promise<void>;
  /** Calls back after every change, with the new world. */
  onChange(listener: (world: DemoWorld) => Promise<void>): void;
}

/** A {@link DemoService} that keeps its settings in a file of a directory. */
export class FileDemoService implements DemoService {
  readonly #directory: string;
  readonly #listeners: Array<(world: DemoWorld) => Promise<void>> = [];

  constructor(directory: string) {
    this.#directory = directory;
  }

  async settings(): Promise<DemoSettings> {
    const file = join(this.#directory, DEMO_SETTINGS_FILE);
    const text = await readFile(file, 'utf8').catch(() => '');
    return parseDemoSettings(text) ?? DEFAULT_DEMO_SETTINGS;
  }

  async world(): Promise<DemoWorld> {
    return makeDemoWorld(await this.settings());
  }

  async change(settings: DemoSettings): Promise<void> {
    const file = join(this.#directory, DEMO_SETTINGS_FILE);
    await mkdir(this.#directory, { recursive: true });
    // Renamed into place, so that nobody ever reads half a file.
    await writeFile(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`);
    await rename(`${file}.new`, file);
    const world = makeDemoWorld(settings);
    await Promise.all(this.#listeners.map(listener => listener(world)));
  }

  onChange(listener: (world: DemoWorld) => Promise<void>): void {
    this.#listeners.push(listener);
  }
}

/** Gives every module of the backend the same demo company. */
export const demoServiceRef = createServiceRef<DemoService>({
  id: 'demo',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) =>
        new FileDemoService(
          resolve(config.getOptionalString('demo.directory') ?? '.'),
        ),
    }),
});
