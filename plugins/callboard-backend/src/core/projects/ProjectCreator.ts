import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ProjectAccess } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor, callboardActor } from '../../kernel/actor';
import { Change, Changes } from '../../changes/Changes';
import { createId } from '../../database/ids';
import { lockWorkspaces } from '../../database/locks';
import { EntityOwners } from './EntityOwners';
import { chooseIdentifier } from './chooseIdentifier';
import { setEntityMissing } from './ProjectRefresh';
import { ProjectOwners } from './ProjectOwners';
import { ProjectRow } from '../../access/Caller';
import {
  ProjectStore,
  projectTable,
  toProjectActivity,
} from './projectQueries';
import { allProjectsViewer } from '../../access/visibility/whereProjectVisible';
import { toStorableLine } from '../../database/text';

/** All numbered variants of an identifier share at least this many first characters. */
const SHARED_LENGTH = 3;

/** Initialises a new project, in the change that creates it. */
type ProjectInitializer = (
  change: Change,
  project: ProjectRow,
) => Promise<void>;

export class ProjectCreator {
  readonly #initializers: ProjectInitializer[] = [];

  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      store: ProjectStore;
      entityOwners: EntityOwners;
      projectOwners: ProjectOwners;
    },
  ) {}

  onCreated(initialize: ProjectInitializer): void {
    this.#initializers.push(initialize);
  }

  /**
   * Creates the project of an entity unless it exists, and updates the memberships of its owners.
   * Idempotent.
   *
   * @param actor - the actor of the creation. An existing project is updated by Callboard: the
   *   person whose request finds it outdated did not change it, and may not be able to see it
   * @param access - the access of a new project; an existing project keeps its access
   */
  async ensureProject(
    actor: Actor,
    workspace_id: string,
    entity: Entity,
    access: ProjectAccess = 'open',
  ): Promise<void> {
    const { knex, changes, store, entityOwners, projectOwners } = this.deps;
    const [owners] = await entityOwners.listOwners([entity]);
    const entity_ref = stringifyEntityRef(entity);
    const filter = { workspace_id, viewer: allProjectsViewer };
    const known = await store.find(knex, filter, { entity_ref });
    if (known) {
      const { id } = known.project;
      const differing = await projectOwners.listDifferingProjects(
        new Map([[id, owners]]),
      );
      if (!differing.has(id) && known.project.entity_missing_since === null) {
        return;
      }
    } else {
      await projectOwners.loadPeople(owners.user_refs);
    }
    await changes.run(known ? callboardActor : actor, async change => {
      await lockWorkspaces(change.tx, [workspace_id]);
      const found = await store.find(change.tx, filter, { entity_ref });
      const project =
        found?.project ??
        (await this.create(change, workspace_id, entity, access));
      await setEntityMissing(store, change, project.id, { isMissing: false });
      await projectOwners.updateOwners(change, project, owners);
    });
  }

  private async create(
    change: Change,
    workspace_id: string,
    entity: Entity,
    access: ProjectAccess,
  ): Promise<ProjectRow> {
    const { store } = this.deps;
    const { name, title } = entity.metadata;
    const taken = new Set(
      await store.listIdentifiersWithPrefix(
        change.tx,
        workspace_id,
        chooseIdentifier(name, () => false).slice(0, SHARED_LENGTH),
      ),
    );
    const now = new Date(change.now).toISOString();
    const project: ProjectRow = {
      id: createId(change.now),
      workspace_id,
      entity_ref: stringifyEntityRef(entity),
      name: toStorableLine(title, 255) || name,
      identifier: chooseIdentifier(name, identifier => taken.has(identifier)),
      access,
      is_time_tracking_enabled: true,
      archived_at: null,
      entity_missing_since: null,
      settings: {},
      version: 1,
      created_at: now,
      updated_at: now,
    };
    await projectTable.insert(change.tx, [project]);
    change.record(toProjectActivity(null, project));
    for (const initialize of this.#initializers) {
      await initialize(change, project);
    }
    return project;
  }
}
