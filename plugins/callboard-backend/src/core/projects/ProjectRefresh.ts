import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { callboardActor } from '../../access/actor';
import { Changes } from '../../changes/Changes';
import { NO_ID } from '../../database/ids';
import { lockWorkspaces } from '../../database/lockWorkspaces';
import { EntityOwners, Owners } from './EntityOwners';
import { ProjectMarks } from './ProjectMarks';
import { ProjectOwners } from './ProjectOwners';
import { ProjectRow } from './ProjectRow';
import { ProjectStore } from './ProjectStore';

const BATCH = 200;

/** Compares all projects with the entities they are of. */
export class ProjectRefresh {
  constructor(
    private readonly deps: {
      changes: Changes;
      logger: LoggerService;
      store: ProjectStore;
      entityOwners: EntityOwners;
      projectOwners: ProjectOwners;
      projectMarks: ProjectMarks;
    },
  ) {}

  /**
   * Goes through the projects of all workspaces. Those whose entity is gone
   * stay as they are, and are marked; one that fails holds nothing up.
   */
  async run(): Promise<void> {
    const lostProjects: ProjectRow[] = [];
    let isAnyFound = false;
    let afterId = NO_ID;
    for (;;) {
      const projects = await this.deps.store.listAll(afterId, BATCH);
      if (projects.length === 0) {
        break;
      }
      afterId = projects[projects.length - 1].id;
      const ownersByProject = await this.ownersOf(projects);
      isAnyFound ||= ownersByProject.size > 0;
      await this.refreshAll(
        await this.stale(projects, ownersByProject),
        ownersByProject,
      );
      lostProjects.push(
        ...projects.filter(
          ({ id, entity_missing_since }) =>
            !ownersByProject.has(id) && entity_missing_since === null,
        ),
      );
    }
    // If the catalog knows none of several projects, it has probably just started and not
    // read their entities yet. With a single project there is no way to tell. That
    // project is marked: otherwise the only project of a portal would never be. If this
    // was wrong, the next run removes the mark.
    if (isAnyFound || lostProjects.length === 1) {
      await this.refreshAll(lostProjects, new Map());
    }
  }

  /**
   * The projects that differ from the catalog. Only these need queries of their
   * own.
   */
  private async stale(
    projects: ProjectRow[],
    ownersByProject: Map<string, Owners>,
  ): Promise<ProjectRow[]> {
    const differing = await this.deps.projectOwners.differing(ownersByProject);
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

  /** Who owns the entities that there are, by the id of their projects. */
  private async ownersOf(projects: ProjectRow[]): Promise<Map<string, Owners>> {
    const { entityOwners } = this.deps;
    const entities = await entityOwners.entities([
      ...new Set(projects.map(({ entity_ref }) => entity_ref)),
    ]);
    const owners = await entityOwners.of(entities);
    const byRef = new Map(
      owners.map((each, index) => [stringifyEntityRef(entities[index]), each]),
    );
    return new Map(
      projects.flatMap(({ id, entity_ref }) => {
        const each = byRef.get(entity_ref);
        return each ? [[id, each] as const] : [];
      }),
    );
  }

  /** @param wanted - who owns the entity; undefined when it is gone */
  private async updateOwners(
    project: ProjectRow,
    ownersByProject: Owners | undefined,
  ): Promise<void> {
    const { changes, projectOwners, projectMarks } = this.deps;
    await changes.run(callboardActor, async change => {
      await lockWorkspaces(change.tx, [project.workspace_id]);
      await projectMarks.set(change, project.id, ownersByProject === undefined);
      if (ownersByProject) {
        await projectOwners.updateOwners(change, project, ownersByProject);
      }
    });
  }
}
