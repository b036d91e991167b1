import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { ProjectAccess } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { callboardActor } from '../../kernel/actor';
import { Changes } from '../../changes/Changes';
import { CallboardConfig } from '../../kernel/config';
import { lockWorkspaces } from '../../database/locks';
import { EntityOwners } from './EntityOwners';
import { ProjectCreator } from './ProjectCreator';
import { ProjectRow } from '../../access/Caller';
import {
  ProjectStore,
  projectTable,
  toProjectActivity,
} from './projectQueries';
import { toNextVersion } from '../../database/Table';

/** Finds and changes the projects of entities that other systems refer to. */
export class EntityProjects {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      store: ProjectStore;
      projectCreator: ProjectCreator;
      entityOwners: EntityOwners;
      config: CallboardConfig;
    },
  ) {}

  /**
   * Finds the projects of entities in a workspace. Creates a missing project if the catalog has the
   * entity and entities of its kind have projects.
   *
   * @param refs - in any letter case, with or without a namespace
   * @param access - the access of new projects
   * @returns the existing projects, by the given references
   */
  async findOrCreate(
    workspace_id: string,
    refs: readonly string[],
    access: ProjectAccess = 'open',
  ): Promise<ReadonlyMap<string, ProjectRow>> {
    const { store, knex, entityOwners, projectCreator, config } = this.deps;
    const normalisedByRef = new Map(
      [...new Set(refs)].flatMap(ref => {
        const normalised = normaliseRef(ref);
        return normalised ? [[ref, normalised] as const] : [];
      }),
    );
    const normalisedRefs = [...new Set(normalisedByRef.values())];
    let known = await store.listByEntity(knex, workspace_id, normalisedRefs);
    const missing = normalisedRefs.filter(
      ref =>
        !known.has(ref) &&
        config.projects.kinds.includes(parseEntityRef(ref).kind),
    );
    if (missing.length > 0) {
      for (const entity of await entityOwners.loadEntities(missing)) {
        await projectCreator.ensureProject(
          callboardActor,
          workspace_id,
          entity,
          access,
        );
      }
      known = await store.listByEntity(knex, workspace_id, normalisedRefs);
    }
    return new Map(
      [...normalisedByRef].flatMap(([ref, normalised]) => {
        const project = known.get(normalised);
        return project ? [[ref, project] as const] : [];
      }),
    );
  }

  /**
   * Makes the project of an entity secret; creates it if missing.
   *
   * @throws NotFoundError if the entity does not exist, or entities of its kind have no projects
   */
  async makeSecret(workspace_id: string, ref: string): Promise<void> {
    const { changes, store } = this.deps;
    const projects = await this.findOrCreate(workspace_id, [ref], 'secret');
    const project = projects.get(ref);
    if (!project) {
      throw new NotFoundError(`${ref} has no project`);
    }
    if (project.access === 'secret') {
      return;
    }
    await changes.run(callboardActor, async change => {
      await lockWorkspaces(change.tx, [workspace_id]);
      const [before] = await store.findMany(change.tx, [project.id]);
      if (before?.access !== 'open') {
        return;
      }
      const after = toNextVersion(before, { access: 'secret' }, change.now);
      change.record(toProjectActivity(before, after));
      await projectTable.update(change.tx, after);
    });
  }
}

/** Converts a reference to its full form in lower case; undefined if it is invalid. */
function normaliseRef(ref: string): string | undefined {
  try {
    return stringifyEntityRef(parseEntityRef(ref)).toLowerCase();
  } catch {
    return undefined;
  }
}
