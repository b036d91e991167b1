import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { callboardActor } from '../../access/actor';
import { CallboardConfig } from '../../config';
import { EntityOwners } from './EntityOwners';
import { ProjectFounder } from './ProjectFounder';
import { ProjectRow } from './ProjectRow';
import { ProjectStore } from './ProjectStore';

/** The projects of entities that other systems name. */
export class ProjectsOfEntities {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: ProjectStore;
      founder: ProjectFounder;
      entityOwners: EntityOwners;
      config: CallboardConfig;
    },
  ) {}

  /**
   * The projects of entities in a workspace, made on first use where the catalog
   * knows the entity and its kind has projects.
   *
   * @param refs - as they were given
   * @returns the projects there are, by the references as they were given
   */
  async find(
    workspace_id: string,
    refs: readonly string[],
  ): Promise<ReadonlyMap<string, ProjectRow>> {
    const { store, knex, entityOwners, founder, config } = this.deps;
    const wanted = new Map(
      [...new Set(refs)].flatMap(ref => {
        const normal = normalised(ref);
        return normal ? [[ref, normal] as const] : [];
      }),
    );
    const normals = [...new Set(wanted.values())];
    let known = await store.listByEntity(knex, workspace_id, normals);
    const missing = normals.filter(
      ref =>
        !known.has(ref) &&
        config.projects.kinds.includes(parseEntityRef(ref).kind),
    );
    if (missing.length > 0) {
      for (const entity of await entityOwners.entities(missing)) {
        await founder.found(callboardActor, workspace_id, entity);
      }
      known = await store.listByEntity(knex, workspace_id, normals);
    }
    return new Map(
      [...wanted].flatMap(([ref, normal]) => {
        const project = known.get(normal);
        return project ? [[ref, project] as const] : [];
      }),
    );
  }
}

/** A reference in lower case; undefined for what is none. */
function normalised(ref: string): string | undefined {
  try {
    return stringifyEntityRef(parseEntityRef(ref)).toLowerCase();
  } catch {
    return undefined;
  }
}
