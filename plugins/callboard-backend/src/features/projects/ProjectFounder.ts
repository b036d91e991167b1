import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor, callboardActor } from '../../access/actor';
import { Change, Changes } from '../../changes/Changes';
import { newId, NO_ID } from '../../database/ids';
import { lockWorkspaces } from '../../database/lockWorkspaces';
import { DerivedMemberships } from '../members/DerivedMemberships';
import { EntityOwners, Owners } from './EntityOwners';
import { identifierOf } from './identifierOf';
import { ProjectOwnerStore } from './ProjectOwnerStore';
import { ProjectRow } from './ProjectRow';
import { ProjectStore } from './ProjectStore';
import { projectTrace } from './projectTrace';

const REFRESH_BATCH = 200;

const everything = { user_ref: '', refs: [], sees_all: true };

/** Makes the projects of entities, and keeps in step who owns them. */
export class ProjectFounder {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      store: ProjectStore;
      ownerStore: ProjectOwnerStore;
      owners: EntityOwners;
      derived: DerivedMemberships;
    },
  ) {}

  /**
   * Makes the project of an entity unless there is one, and gives its owners
   * what they should have. Changes nothing when all is as it should be.
   */
  async found(
    actor: Actor,
    workspace_id: string,
    entity: Entity,
  ): Promise<void> {
    const { knex, changes, store, owners } = this.deps;
    const [wanted] = await owners.of([entity]);
    const entity_ref = stringifyEntityRef(entity);
    const known = await store.find(
      knex,
      { workspace_id, viewer: everything },
      { entity_ref },
    );
    if (known && (await this.isOwnedBy(knex, known.project, wanted))) {
      return;
    }
    await changes.run(actor, async change => {
      await lockWorkspaces(change.tx, [workspace_id]);
      const found = await store.find(
        change.tx,
        { workspace_id, viewer: everything },
        { entity_ref },
      );
      const project =
        found?.project ?? (await this.create(change, workspace_id, entity));
      await this.setOwners(change, project, wanted);
    });
  }

  /** Compares all projects with the catalog; entities that are gone stay. */
  async refreshOwners(): Promise<void> {
    const { store, owners } = this.deps;
    let afterId = NO_ID;
    for (;;) {
      const projects = await store.listAll(afterId, REFRESH_BATCH);
      if (projects.length === 0) {
        return;
      }
      afterId = projects[projects.length - 1].id;
      const entities = await owners.entities([
        ...new Set(projects.map(({ entity_ref }) => entity_ref)),
      ]);
      const ownersOf = new Map(
        (await owners.of(entities)).map((wanted, index) => [
          stringifyEntityRef(entities[index]),
          wanted,
        ]),
      );
      for (const project of projects) {
        const wanted = ownersOf.get(project.entity_ref);
        if (wanted) {
          await this.refreshOne(project, wanted);
        }
      }
    }
  }

  private async refreshOne(project: ProjectRow, wanted: Owners): Promise<void> {
    const { knex, changes } = this.deps;
    if (!(await this.isOwnedBy(knex, project, wanted))) {
      await changes.run(callboardActor, async change => {
        await lockWorkspaces(change.tx, [project.workspace_id]);
        await this.setOwners(change, project, wanted);
      });
    }
  }

  private async isOwnedBy(
    knex: Knex,
    project: ProjectRow,
    wanted: Owners,
  ): Promise<boolean> {
    const { missing, stale, areRefsRight } = await this.deps.ownerStore.compare(
      knex,
      project.id,
      wanted,
    );
    return areRefsRight && missing.length === 0 && stale.length === 0;
  }

  private async setOwners(
    change: Change,
    { id, workspace_id }: ProjectRow,
    wanted: Owners,
  ): Promise<void> {
    const { ownerStore, derived } = this.deps;
    const { missing, stale } = await ownerStore.compare(change.tx, id, wanted);
    await ownerStore.replace(change.tx, id, wanted.owner_refs);
    await derived.apply(change, {
      missing: missing.map(user_ref => ({
        workspace_id,
        scope: 'project',
        scope_id: id,
        user_ref,
        source: 'owner',
        rank: roleRanks.admin,
        department_id: null,
        link_id: null,
      })),
      stale: stale.map(source => ({ ...source, scope_id: id })),
    });
  }

  private async create(
    change: Change,
    workspace_id: string,
    entity: Entity,
  ): Promise<ProjectRow> {
    const { store } = this.deps;
    const { name, title } = entity.metadata;
    const taken = new Set(
      await store.identifiersLike(
        change.tx,
        workspace_id,
        identifierOf(name, () => false).slice(0, 3),
      ),
    );
    const now = new Date(change.now).toISOString();
    const project: ProjectRow = {
      id: newId(change.now),
      workspace_id,
      entity_ref: stringifyEntityRef(entity),
      name: (title ?? name).slice(0, 255),
      identifier: identifierOf(name, identifier => taken.has(identifier)),
      access: 'open',
      is_time_tracking_enabled: true,
      archived_at: null,
      settings: {},
      version: 1,
      created_at: now,
      updated_at: now,
    };
    await store.insert(change.tx, project);
    change.record(projectTrace(null, project));
    return project;
  }
}
