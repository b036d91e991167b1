import { ConflictError, NotFoundError } from '@backstage/errors';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Member,
  Project,
  ProjectAccess as AccessSetting,
  ProjectPatch,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  RequestContext,
  Caller,
  ProjectAccess,
  WorkspaceAccess,
  ProjectRow,
} from '../../access/Caller';
import { Changes } from '../../changes/Changes';
import { CallboardConfig } from '../../kernel/config';
import { normaliseForSearch } from '../../database/text';
import { lockWorkspaces } from '../../database/locks';
import { createTupleGuard, PageQuery, readPage } from '../../database/paging';
import { InvalidRequestError } from '../../http/errors';
import { Precondition } from '../../http/Precondition';
import { scopeToProject } from '../members/MemberRow';
import { MemberService } from '../members/MemberService';
import { ProjectCreator } from './ProjectCreator';
import {
  toProjectResponse,
  ProjectWithRole,
  projectSettings,
  toProjectActivity,
  ProjectPosition,
  ProjectStore,
  projectTable,
} from './projectQueries';
import { toProjectViewer } from '../../access/visibility/whereProjectVisible';
import { toNextVersion } from '../../database/Table';

const isPosition = createTupleGuard<ProjectPosition>('text', 'id');

export class ProjectService {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      store: ProjectStore;
      projectCreator: ProjectCreator;
      members: MemberService;
      catalog: CatalogService;
      config: CallboardConfig;
    },
  ) {}

  /** The projects the caller can see, sorted by name. */
  async list(
    context: RequestContext,
    query: PageQuery & {
      access?: AccessSetting;
      is_archived?: boolean;
      search?: string;
    },
  ) {
    const { store } = this.deps;
    const { access, is_archived, search } = query;
    const filter = { ...createFilter(context), access, is_archived, search };
    const page = await readPage(query, isPosition, {
      list: (after, limit) => store.list(filter, { after, limit }),
      getPosition: ({ project }): ProjectPosition => [
        normaliseForSearch(project.name),
        project.id,
      ],
    });
    return {
      items: page.items.map(toProjectResponse),
      next_cursor: page.next_cursor,
      total: await store.count(filter),
    };
  }

  /** @throws NotFoundError if the project does not exist or is invisible to the caller */
  async getVisible(
    caller: Caller,
    access: WorkspaceAccess,
    id: string,
  ): Promise<ProjectAccess> {
    const { project, role } = await this.require(
      this.deps.knex,
      { caller, ...access },
      id,
    );
    return { project, memberRole: role, projectRole: role ?? 'guest' };
  }

  /**
   * Returns the project of an entity. Creates a missing project, unless the caller is a guest of
   * the workspace.
   *
   * @throws InvalidRequestError if entities of its kind have no projects
   * @throws NotFoundError if the caller cannot see the entity or its project, or may not create the
   *   missing project; the message does not reveal which
   */
  async ensureByName(
    context: RequestContext,
    name: { kind: string; namespace: string; name: string },
  ): Promise<Project> {
    const { config, catalog, store, knex, projectCreator } = this.deps;
    const entity_ref = stringifyEntityRef(name);
    if (!config.projects.kinds.includes(name.kind.toLowerCase())) {
      throw new InvalidRequestError([
        {
          field: 'path.kind',
          reason: `entities of the kind ${name.kind} have no projects`,
        },
      ]);
    }
    const { caller, workspace, role } = context;
    const entity = await catalog.getEntityByRef(entity_ref, {
      credentials: caller.credentials,
    });
    const known = await store.listByEntity(knex, workspace.id, [entity_ref]);
    if (entity && (known.has(entity_ref) || role !== 'guest')) {
      await projectCreator.ensureProject(caller, workspace.id, entity);
    }
    const visible =
      entity && (await store.find(knex, createFilter(context), { entity_ref }));
    if (!visible) {
      throw new NotFoundError(`${entity_ref} has no project`);
    }
    return toProjectResponse(visible);
  }

  /** Returns the project of an entity, or creates it. The caller must see all projects. */
  async ensureProject(
    context: RequestContext,
    entity: Entity,
  ): Promise<Project> {
    const { knex, store, projectCreator } = this.deps;
    const { caller, workspace } = context;
    await projectCreator.ensureProject(caller, workspace.id, entity);
    const entity_ref = stringifyEntityRef(entity);
    return toProjectResponse(
      (await store.find(knex, createFilter(context), { entity_ref }))!,
    );
  }

  /**
   * Changes a project.
   *
   * @throws NotAllowedError if the caller's role does not permit all of the changes
   * @throws PreconditionFailedError if it has changed since the caller read it
   * @throws ConflictError if another project has the identifier
   */
  async update(
    context: RequestContext,
    id: string,
    patch: ProjectPatch,
    precondition: Precondition,
  ): Promise<Project> {
    const { changes } = this.deps;
    return changes.run(context.caller, async change => {
      await lockWorkspaces(change.tx, [context.workspace.id]);
      const visible = await this.require(change.tx, context, id);
      projectSettings.assertCanPatch(visible.role ?? 'guest', patch);
      precondition.check(visible.project.version);
      const now = new Date(change.now).toISOString();
      const settings = projectSettings.applyPatch(
        visible.project.settings,
        patch.settings,
      );
      const patched = { ...patch, settings };
      const after = toNextVersion(visible.project, patched, change.now);
      // The server sets the time. Archiving an archived project keeps its original time.
      if (patch.archived_at) {
        after.archived_at = visible.project.archived_at ?? now;
      }
      await this.requireFreeIdentifier(change.tx, visible.project, after);
      if (!change.record(toProjectActivity(visible.project, after))) {
        return toProjectResponse(visible);
      }
      await projectTable.update(change.tx, after);
      return toProjectResponse({ ...visible, project: after });
    });
  }

  /**
   * Adds the caller as a member; an existing membership stays unchanged.
   *
   * @throws NotFoundError if they cannot see the project
   */
  async join(context: RequestContext, id: string): Promise<Member> {
    const { changes, members } = this.deps;
    return changes.run(context.caller, async change => {
      await lockWorkspaces(change.tx, [context.workspace.id]);
      const { project } = await this.require(change.tx, context, id);
      return members.joinWithin(change, scopeToProject(project), 'member');
    });
  }

  private async requireFreeIdentifier(
    tx: Knex,
    { workspace_id, identifier: currentIdentifier }: ProjectRow,
    { identifier }: ProjectRow,
  ): Promise<void> {
    const taken =
      identifier === currentIdentifier
        ? []
        : await this.deps.store.listIdentifiersWithPrefix(
            tx,
            workspace_id,
            identifier,
          );
    if (taken.includes(identifier)) {
      throw new ConflictError(`body.identifier: ${identifier} is taken`);
    }
  }

  private async require(
    knex: Knex,
    context: RequestContext,
    id: string,
  ): Promise<ProjectWithRole> {
    const visible = await this.deps.store.find(knex, createFilter(context), {
      id,
    });
    if (!visible) {
      throw new NotFoundError(`Project ${id} not found`);
    }
    return visible;
  }
}

function createFilter(context: RequestContext) {
  return {
    workspace_id: context.workspace.id,
    viewer: toProjectViewer(context),
  };
}
