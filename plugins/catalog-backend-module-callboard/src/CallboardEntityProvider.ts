import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  CallboardClient,
  ChangeEvent,
  CHANGES_TOPIC,
  endpoints,
  isFromCallboard,
  PublishedDepartment,
} from '@callboard/plugin-callboard-common';
import { chunk, debounce, isEqual } from 'lodash';
import { nameGroups } from './nameGroups';
import { ProviderConfig } from './readProviderConfig';
import { toEntities, DepartmentGroup } from './toEntities';

/**
 * Chooses the Group of each department: the Group from which the department was imported, if that
 * Group still exists, otherwise a Group of Callboard. A department has no Group if another provider
 * owns an entity with the reference of Callboard's Group.
 *
 * @param refs - the references of Callboard's Groups, by department id
 * @param foreign - references of entities that other providers own
 * @returns `conflicts`: the references of Groups that were omitted
 */
function planGroups(
  departments: readonly PublishedDepartment[],
  refs: ReadonlyMap<string, string>,
  foreign: ReadonlySet<string>,
): { departmentGroups: DepartmentGroup[]; conflicts: string[] } {
  const departmentGroups: DepartmentGroup[] = [];
  const conflicts: string[] = [];
  for (const department of departments) {
    const { id, entity_ref } = department;
    const ref = refs.get(id)!;
    if (entity_ref && foreign.has(entity_ref)) {
      departmentGroups.push({ department, ref: entity_ref, isForeign: true });
    } else if (foreign.has(ref)) {
      conflicts.push(ref);
    } else {
      departmentGroups.push({ department, ref, isForeign: false });
    }
  }
  return { departmentGroups, conflicts };
}

/** Compares two sets of entities, by reference. */
function diffEntities(
  before: ReadonlyMap<string, Entity>,
  after: ReadonlyMap<string, Entity>,
) {
  return {
    added: [...after]
      .filter(([ref, entity]) => !isEqual(before.get(ref), entity))
      .map(([, entity]) => entity),
    removed: [...before.keys()].filter(ref => !after.has(ref)),
  };
}

/** The entity types of changes that affect published entities. */
const PUBLISHED_TYPES = ['department', 'staff', 'workspace'];

/** How long to wait for further changes: an import changes thousands of rows at once. */
const DEBOUNCE_MS = 1_000;
const MAX_DEBOUNCE_MS = 5_000;

const REFS_PER_REQUEST = 500;

/**
 * Publishes departments as Groups with their members, and Users for staff whom no other provider
 * publishes.
 *
 * The entities have no location key. They therefore never replace an entity with a key. If another
 * provider, such as LDAP, later publishes the same entity with a key, it takes the entity over.
 */
export class CallboardEntityProvider implements EntityProvider {
  #connection?: EntityProviderConnection;
  /** The entities that this process last published, by reference. */
  #published?: ReadonlyMap<string, Entity>;
  #loggedConflicts = '';
  #lastRun: Promise<unknown> = Promise.resolve();
  readonly #refreshSoon = debounce(
    () => void this.#refresh('delta'),
    DEBOUNCE_MS,
    {
      maxWait: MAX_DEBOUNCE_MS,
    },
  );

  constructor(
    private readonly deps: {
      config: ProviderConfig;
      events: EventsService;
      logger: LoggerService;
      taskRunner: SchedulerServiceTaskRunner;
      /**
       * Calls Callboard over HTTP, so that Callboard may run in another process than the catalog.
       */
      client: CallboardClient;
      catalog: CatalogService;
      auth: AuthService;
    },
  ) {}

  getProviderName(): string {
    return 'callboard';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { events, taskRunner } = this.deps;
    this.#connection = connection;
    await events.subscribe({
      id: 'catalog-callboard',
      topics: [CHANGES_TOPIC],
      onEvent: async ({ eventPayload }) => {
        const { entity_type } = eventPayload as ChangeEvent;
        if (PUBLISHED_TYPES.includes(entity_type)) {
          this.#refreshSoon();
        }
      },
    });
    await taskRunner.run({
      id: 'callboard-publish-organisation',
      fn: signal => this.#refresh('full', signal),
    });
  }

  /** Cancels pending work. */
  stop(): void {
    this.#refreshSoon.cancel();
  }

  /**
   * Synchronises the catalog with Callboard, one run at a time. Errors are logged; the next
   * scheduled run corrects them.
   *
   * @param type - `full` sends all entities, and the catalog writes only changed entities. `delta`
   *   sends the differences from the last run of this process, and so misses differences from
   *   entities that only other replicas have published
   */
  async #refresh(type: 'full' | 'delta', signal?: AbortSignal): Promise<void> {
    const run = async () => {
      try {
        await this.#publish(type, await this.#buildEntities(signal));
      } catch (error) {
        if (!signal?.aborted) {
          this.deps.logger.error(
            "Callboard's departments could not be published",
            error as Error,
          );
        }
      }
    };
    this.#lastRun = this.#lastRun.then(run);
    await this.#lastRun;
  }

  async #publish(
    type: 'full' | 'delta',
    entities: ReadonlyMap<string, Entity>,
  ): Promise<void> {
    const before = this.#published;
    if (type === 'full' || !before) {
      await this.#connection!.applyMutation({
        type: 'full',
        entities: [...entities.values()].map(entity => ({ entity })),
      });
    } else {
      const { added, removed } = diffEntities(before, entities);
      if (added.length + removed.length > 0) {
        await this.#connection!.applyMutation({
          type: 'delta',
          added: added.map(entity => ({ entity })),
          removed: removed.map(entityRef => ({ entityRef })),
        });
      }
    }
    this.#published = entities;
  }

  async #buildEntities(
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, Entity>> {
    const { config } = this.deps;
    const departments = (await this.#readDepartments(signal)).filter(
      ({ workspace }) => config.workspaces?.includes(workspace) ?? true,
    );
    const refs = new Map(
      [...nameGroups(departments)].map(([id, name]) => [
        id,
        `group:${config.namespace}/${name}`,
      ]),
    );
    const foreignRefs = await this.#findForeignRefs([
      ...refs.values(),
      ...departments.flatMap(({ entity_ref, members }) => [
        ...(entity_ref ? [entity_ref] : []),
        ...members.map(({ user_ref }) => user_ref),
      ]),
    ]);
    const { departmentGroups, conflicts } = planGroups(
      departments,
      refs,
      foreignRefs,
    );
    this.#logConflicts(conflicts);
    const parents = new Map(
      departments.map(({ id, parent_id }) => [id, parent_id]),
    );
    return new Map(
      toEntities(departmentGroups, parents, foreignRefs).map(entity => [
        stringifyEntityRef(entity),
        entity,
      ]),
    );
  }

  /** Reads all departments, oldest first. */
  async #readDepartments(signal?: AbortSignal): Promise<PublishedDepartment[]> {
    const departments: PublishedDepartment[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.deps.client.call(
        endpoints.listPublishedDepartments,
        { query: { cursor }, signal },
      );
      departments.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    return departments;
  }

  /** Returns the references whose entities exist and come from other providers. */
  async #findForeignRefs(refs: readonly string[]): Promise<Set<string>> {
    const { catalog, auth } = this.deps;
    const credentials = await auth.getOwnServiceCredentials();
    const foreign = new Set<string>();
    for (const entityRefs of chunk([...new Set(refs)], REFS_PER_REQUEST)) {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs, fields: ['metadata.annotations'] },
        { credentials },
      );
      items.forEach((entity, index) => {
        const origin =
          entity?.metadata?.annotations?.[ANNOTATION_ORIGIN_LOCATION];
        if (entity && !isFromCallboard(origin)) {
          foreign.add(entityRefs[index]);
        }
      });
    }
    return foreign;
  }

  /** Warns about the omitted Groups, whenever the set of omitted Groups changes. */
  #logConflicts(conflicts: readonly string[]): void {
    const text = conflicts.join(', ');
    if (text && text !== this.#loggedConflicts) {
      this.deps.logger.warn(
        `These departments are not published, because Groups with the same name already exist: ${text}`,
      );
    }
    this.#loggedConflicts = text;
  }
}
