import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { callboardActor } from '../../kernel/actor';
import { Changes, Change } from '../../changes/Changes';
import { LOWEST_ID } from '../../database/ids';
import { lockWorkspaces } from '../../database/locks';
import { streamBatches } from '../../database/paging';
import { EntityOwners, Owners } from './EntityOwners';
import { ProjectOwners } from './ProjectOwners';
import { ProjectRow } from '../../access/Caller';
import {
  ProjectStore,
  projectTable,
  toProjectActivity,
} from './projectQueries';
import { toNextVersion } from '../../database/Table';

/**
 * Stores whether the entity of a project is missing in the catalog; does nothing if this is stored
 * already.
 */
export async function setEntityMissing(
  store: ProjectStore,
  change: Change,
  id: string,
  { isMissing }: { isMissing: boolean },
): Promise<void> {
  const [before] = await store.findMany(change.tx, [id]);
  if (!before || (before.entity_missing_since !== null) === isMissing) {
    return;
  }
  const instant = new Date(change.now).toISOString();
  const entity_missing_since = isMissing ? instant : null;
  const after = toNextVersion(before, { entity_missing_since }, change.now);
  change.record(toProjectActivity(before, after));
  await projectTable.update(change.tx, after);
}

/** The number of projects compared with one catalog request. */
const BATCH_SIZE = 200;

/** Compares all projects with their entities. */
export class ProjectRefresh {
  constructor(
    private readonly deps: {
      changes: Changes;
      logger: LoggerService;
      store: ProjectStore;
      entityOwners: EntityOwners;
      projectOwners: ProjectOwners;
    },
  ) {}

  /**
   * Refreshes the projects of all workspaces. Projects whose entity is missing are marked and keep
   * their owners. A failure of one project does not stop the others.
   */
  async run(): Promise<void> {
    const lostProjects: ProjectRow[] = [];
    let isAnyFound = false;
    const batches = streamBatches<ProjectRow, string>(BATCH_SIZE, {
      list: (afterId = LOWEST_ID, limit) =>
        this.deps.store.listAll(afterId, limit),
      getPosition: ({ id }) => id,
    });
    for await (const projects of batches) {
      const ownersByProject = await this.listProjectOwners(projects);
      isAnyFound ||= ownersByProject.size > 0;
      await this.refreshAll(
        await this.filterStaleProjects(projects, ownersByProject),
        ownersByProject,
      );
      lostProjects.push(
        ...projects.filter(
          ({ id, entity_missing_since }) =>
            !ownersByProject.has(id) && entity_missing_since === null,
        ),
      );
    }
    // If none of several entities is found, the catalog has probably just started and not read its
    // entities yet, so no project is marked. If only one project is left to mark, it is marked in
    // any case: otherwise the only project of a portal would never be marked. The next run removes
    // the mark if the entity is found.
    if (isAnyFound || lostProjects.length === 1) {
      await this.refreshAll(lostProjects, new Map());
    }
  }

  /** The projects that differ from the catalog. Only these need their own queries. */
  private async filterStaleProjects(
    projects: ProjectRow[],
    ownersByProject: Map<string, Owners>,
  ): Promise<ProjectRow[]> {
    const differing = await this.deps.projectOwners.listDifferingProjects(
      ownersByProject,
    );
    return projects.filter(
      ({ id, entity_missing_since }) =>
        differing.has(id) ||
        (ownersByProject.has(id) && entity_missing_since !== null),
    );
  }

  private async refreshAll(
    projects: ProjectRow[],
    ownersByProject: Map<string, Owners>,
  ): Promise<void> {
    for (const project of projects) {
      try {
        await this.updateOwners(project, ownersByProject.get(project.id));
      } catch (error) {
        this.deps.logger.warn(
          `The project of ${project.entity_ref} could not be refreshed`,
          error as Error,
        );
      }
    }
  }

  /** The owners of existing entities, by project id. */
  private async listProjectOwners(
    projects: ProjectRow[],
  ): Promise<Map<string, Owners>> {
    const { entityOwners } = this.deps;
    const entities = await entityOwners.loadEntities([
      ...new Set(projects.map(({ entity_ref }) => entity_ref)),
    ]);
    const owners = await entityOwners.listOwners(entities);
    const ownersByRef = new Map(
      owners.map((each, index) => [stringifyEntityRef(entities[index]), each]),
    );
    return new Map(
      projects.flatMap(({ id, entity_ref }) => {
        const projectOwners = ownersByRef.get(entity_ref);
        return projectOwners ? [[id, projectOwners] as const] : [];
      }),
    );
  }

  /** @param owners - the owners of the entity; undefined if it is missing */
  private async updateOwners(
    project: ProjectRow,
    owners: Owners | undefined,
  ): Promise<void> {
    const { changes, store, projectOwners } = this.deps;
    await changes.run(callboardActor, async change => {
      await lockWorkspaces(change.tx, [project.workspace_id]);
      const isMissing = owners === undefined;
      await setEntityMissing(store, change, project.id, { isMissing });
      if (owners) {
        await projectOwners.updateOwners(change, project, owners);
      }
    });
  }
}
