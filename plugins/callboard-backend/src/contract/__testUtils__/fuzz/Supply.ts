import { allEndpoints, Endpoint } from '@callboard/plugin-callboard-common';
import { isFullRun } from '../../../__testUtils__/random';
import { TestCallboard } from '../../../__testUtils__/startCallboard';
import { RawResponse } from '../Connection';
import { ContractFixture } from '../ContractFixture';
import { FuzzRequest } from './FuzzRequest';
import {
  conditions,
  getResourceKind,
  containerMakers,
  Resource,
  resourceMakers,
} from './resources';

/** An unused id or name. */
const ABSENT = '01900000-0000-7000-8000-000000000000';

/** The number of resources per kind; a regular run sends few requests and needs fewer. */
const STOCK = isFullRun ? 3 : 2;

/** The maximum number of stored cursors. */
const MAX_CURSORS = 100;

/** Resources of one kind; containers are never replaced. */
interface Stock {
  resources: Resource[];
  /** Creates a replacement of a deleted resource. */
  make?: () => Promise<Resource>;
}

/**
 * The resources for requests, in three fixtures. Requests that change or delete the resource in
 * their path use `spare`, so that they do not affect other requests, which use `home`. The fixture
 * `elsewhere` provides ids that exist, but not under the paths of `home` and `spare`. Deleted
 * resources are replaced.
 */
export class Supply {
  readonly #stocks = new Map<string, Stock>();
  readonly #cursors: string[] = [];
  readonly #fixtures: Record<'home' | 'spare' | 'elsewhere', ContractFixture>;

  private constructor(callboard: TestCallboard) {
    this.#fixtures = {
      home: new ContractFixture(callboard),
      spare: new ContractFixture(callboard, 'd'),
      elsewhere: new ContractFixture(callboard, 'e'),
    };
  }

  /**
   * Creates and fills the fixtures.
   *
   * @throws Error if the contract has paths to resources that cannot be created
   */
  static async fill(callboard: TestCallboard): Promise<Supply> {
    assertKindsCanBeCreated();
    const supply = new Supply(callboard);
    // The catalog is imported into the first created workspace.
    for (const [name, fixture] of Object.entries(supply.#fixtures)) {
      await fixture.employAll('own');
      for (const [kind, make] of Object.entries(resourceMakers)) {
        const makeContainer = containerMakers[kind];
        supply.#stocks.set(
          `${name} ${kind}`,
          makeContainer
            ? { resources: [await makeContainer(fixture)] }
            : await createStock(
                () => make(fixture),
                name === 'elsewhere' ? 1 : STOCK,
              ),
        );
      }
    }
    return supply;
  }

  /**
   * Creates the resources that only this endpoint may change or delete. Resets the time settings,
   * because requests to other endpoints may have set limits.
   */
  async prepare(endpoint: Endpoint): Promise<void> {
    await this.#fixtures.home.time.resetTimeSettings();
    const kind = getResourceKind(endpoint);
    if (kind && changesNamedResource(endpoint)) {
      const make = () => resourceMakers[kind](this.#fixtures.spare);
      this.#stocks.set(
        `${endpoint.method} ${kind}`,
        await createStock(make, STOCK),
      );
    }
  }

  /** Establishes the preconditions of a request to an endpoint. */
  async provideFor({ path }: Endpoint): Promise<void> {
    await conditions[path]?.(this.#fixtures.home);
  }

  /** The slug of the workspace of an endpoint's requests. */
  getSlug(endpoint: Endpoint): string {
    return this.pickResource('/workspaces/{slug}', endpoint, 0).params.slug;
  }

  /** The path parameters of an endpoint, which belong together. */
  pickParams(endpoint: Endpoint, choice: number): Resource['params'] {
    const kind = getResourceKind(endpoint);
    if (!kind) {
      return {};
    }
    return changesNamedResource(endpoint)
      ? this.#pick(`${endpoint.method} ${kind}`, choice).params
      : this.pickResource(kind, endpoint, choice).params;
  }

  /** Like `pickParams`, but the last id comes from `elsewhere`, or belongs to no resource. */
  pickStrayParams(endpoint: Endpoint, choice: number): Resource['params'] {
    const params = this.pickParams(endpoint, choice);
    const names = Object.keys(params);
    const last = names[names.length - 1];
    const other =
      names.length > 1 && choice % 2
        ? this.#pick(`elsewhere ${getResourceKind(endpoint)}`, choice).params[
            last
          ]
        : ABSENT;
    return { ...params, [last]: other === params[last] ? ABSENT : other };
  }

  /** A resource in addition to those in an endpoint's path. */
  pickResource(kind: string, endpoint: Endpoint, choice: number): Resource {
    const fixture = changesNamedResource(endpoint) ? 'spare' : 'home';
    return this.#pick(`${fixture} ${kind}`, choice);
  }

  /** The id of a resource of `elsewhere`, or an id that belongs to no resource. */
  pickStrayId(kind: string, choice: number): string {
    return choice % 2 ? this.#pick(`elsewhere ${kind}`, choice).id : ABSENT;
  }

  /** A cursor issued by a list. */
  pickCursor(choice: number): string | undefined {
    return this.#cursors[choice % this.#cursors.length];
  }

  /** Stores the cursor of a list's response; other responses have none. */
  storeCursor({ text }: RawResponse): void {
    const [, cursor] = /"next_cursor":"([^"]+)"/.exec(text) ?? [];
    if (cursor) {
      this.#cursors.push(cursor);
      this.#cursors.splice(0, this.#cursors.length - MAX_CURSORS);
    }
  }

  /** Replaces all resources that a request references. */
  async replaceNamedResources({ path, body }: FuzzRequest): Promise<void> {
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

async function createStock(
  make: () => Promise<Resource>,
  count: number,
): Promise<Stock> {
  const resources = [];
  for (let created = 0; created < count; created += 1) {
    resources.push(await make());
  }
  return { resources, make };
}

/** Whether an endpoint changes or deletes the resource in its path. */
function changesNamedResource(endpoint: Endpoint): boolean {
  return (
    endpoint.method !== 'GET' && endpoint.path === getResourceKind(endpoint)
  );
}

function assertKindsCanBeCreated(): void {
  const kinds = Object.values(allEndpoints).flatMap(
    endpoint => getResourceKind(endpoint) ?? [],
  );
  const unknown = kinds.filter(kind => !Object.hasOwn(resourceMakers, kind));
  if (unknown.length > 0) {
    throw new Error(
      `The fuzzer cannot create these resources: ${unknown.join(', ')}`,
    );
  }
}
