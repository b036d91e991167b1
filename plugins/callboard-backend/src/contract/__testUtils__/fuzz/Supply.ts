import { allEndpoints, Endpoint } from '@callboard/plugin-callboard-common';
import { isFullRun } from '../../../__testUtils__/random';
import { TestCallboard } from '../../../__testUtils__/startCallboard';
import { Answer } from '../Connection';
import { World } from '../World';
import { FuzzRequest } from './FuzzRequest';
import {
  conditions,
  kindIn,
  places,
  Resource,
  resourceMakers,
} from './resources';

/** An id, or a name, that nothing has. */
const ABSENT = '01900000-0000-7000-8000-000000000000';

/** How many things of a kind there are at a time; a bounded run, which sends few requests, needs fewer. */
const STOCK = isFullRun ? 3 : 2;

/** How many cursors are remembered. */
const MAX_CURSORS = 100;

/** Things of one kind; those of a place stay as they are. */
interface Stock {
  resources: Resource[];
  /** Makes one that takes the place of another that was used up. */
  make?: () => Promise<Resource>;
}

/**
 * Things for requests to name. They live in worlds of their own: `home`, where
 * requests go; `spare`, for requests that change or delete what they name, so
 * that nothing is lost that others need; and `elsewhere`, whose things do not
 * belong to a path into the others. What a request used up is replaced.
 */
export class Supply {
  readonly #stocks = new Map<string, Stock>();
  readonly #cursors: string[] = [];
  readonly #worlds: Record<'home' | 'spare' | 'elsewhere', World>;

  private constructor(callboard: TestCallboard) {
    this.#worlds = {
      home: new World(callboard),
      spare: new World(callboard, 'd'),
      elsewhere: new World(callboard, 'e'),
    };
  }

  /**
   * Fills new worlds.
   *
   * @throws Error when the contract has paths to things that nobody can make
   */
  static async fill(callboard: TestCallboard): Promise<Supply> {
    refuseUnknownKinds();
    const supply = new Supply(callboard);
    // The catalog is taken over into the workspace that is made first.
    for (const [name, world] of Object.entries(supply.#worlds)) {
      await world.employAll('own');
      for (const [kind, make] of Object.entries(resourceMakers)) {
        const stands = places[kind];
        supply.#stocks.set(
          `${name} ${kind}`,
          stands
            ? { resources: [await stands(world)] }
            : await newStock(
                () => make(world),
                name === 'elsewhere' ? 1 : STOCK,
              ),
        );
      }
    }
    return supply;
  }

  /**
   * Makes what no endpoint but this one may change or delete. What another has
   * settled about time does not decide how much of it this one can log.
   */
  async prepare(endpoint: Endpoint): Promise<void> {
    await this.#worlds.home.time.clearPeriodSettings();
    const kind = kindIn(endpoint);
    if (kind && changesWhatItNames(endpoint)) {
      const make = () => resourceMakers[kind](this.#worlds.spare);
      this.#stocks.set(
        `${endpoint.method} ${kind}`,
        await newStock(make, STOCK),
      );
    }
  }

  /** Brings about what a request to an endpoint takes for granted. */
  async provideFor({ path }: Endpoint): Promise<void> {
    await conditions[path]?.(this.#worlds.home);
  }

  /** The slug of the workspace that an endpoint's requests go to. */
  slugFor(endpoint: Endpoint): string {
    return this.resourceOf('/workspaces/{slug}', endpoint, 0).params.slug;
  }

  /** The parameters of an endpoint's path, which belong together. */
  paramsFor(endpoint: Endpoint, choice: number): Resource['params'] {
    const kind = kindIn(endpoint);
    if (!kind) {
      return {};
    }
    return changesWhatItNames(endpoint)
      ? this.#pick(`${endpoint.method} ${kind}`, choice).params
      : this.resourceOf(kind, endpoint, choice).params;
  }

  /**
   * The same, but the last of them leads nowhere: it is of something elsewhere,
   * or of nothing.
   */
  strayParamsFor(endpoint: Endpoint, choice: number): Resource['params'] {
    const params = this.paramsFor(endpoint, choice);
    const names = Object.keys(params);
    const last = names[names.length - 1];
    const other =
      names.length > 1 && choice % 2
        ? this.#pick(`elsewhere ${kindIn(endpoint)}`, choice).params[last]
        : ABSENT;
    return { ...params, [last]: other === params[last] ? ABSENT : other };
  }

  /** A thing beside those that an endpoint's path names. */
  resourceOf(kind: string, endpoint: Endpoint, choice: number): Resource {
    const world = changesWhatItNames(endpoint) ? 'spare' : 'home';
    return this.#pick(`${world} ${kind}`, choice);
  }

  /** The id of a thing that does not belong to it, or of nothing. */
  strayIdOf(kind: string, choice: number): string {
    return choice % 2 ? this.#pick(`elsewhere ${kind}`, choice).id : ABSENT;
  }

  /** A cursor that some list has answered. */
  cursor(choice: number): string | undefined {
    return this.#cursors[choice % this.#cursors.length];
  }

  /** Takes note of a list's answer; other answers have no cursor. */
  keepCursorOf({ text }: Answer): void {
    const [, cursor] = /"next_cursor":"([^"]+)"/.exec(text) ?? [];
    if (cursor) {
      this.#cursors.push(cursor);
      this.#cursors.splice(0, this.#cursors.length - MAX_CURSORS);
    }
  }

  /** Replaces everything that a request has named. */
  async replaceNamedIn({ path, body }: FuzzRequest): Promise<void> {
    const text = `${path} ${body ?? ''}`;
    for (const { resources, make } of this.#stocks.values()) {
      for (const [index, { id, params, discard }] of resources.entries()) {
        const last = Object.values(params).at(-1);
        if (make && (text.includes(id) || text.includes(`/${last}`))) {
          await discard?.();
          resources[index] = await make();
        }
      }
    }
  }

  #pick(name: string, choice: number): Resource {
    const { resources } = this.#stocks.get(name)!;
    return resources[choice % resources.length];
  }
}

async function newStock(
  make: () => Promise<Resource>,
  count: number,
): Promise<Stock> {
  const resources = [];
  for (let made = 0; made < count; made += 1) {
    resources.push(await make());
  }
  return { resources, make };
}

/** Whether an endpoint changes or deletes the very thing that its path names. */
function changesWhatItNames(endpoint: Endpoint): boolean {
  return endpoint.method !== 'GET' && endpoint.path === kindIn(endpoint);
}

function refuseUnknownKinds(): void {
  const kinds = Object.values(allEndpoints).flatMap(
    endpoint => kindIn(endpoint) ?? [],
  );
  const unknown = kinds.filter(kind => !Object.hasOwn(resourceMakers, kind));
  if (unknown.length > 0) {
    throw new Error(`Teach the fuzzer to make a ${unknown.join(', a ')}`);
  }
}
