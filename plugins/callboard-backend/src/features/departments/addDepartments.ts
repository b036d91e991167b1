import {
  buildDepartmentPath,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import {
  SearchProvider,
  selectMatchingRows,
} from '../../core/resources/SearchText';
import { createWorkspaceResolver } from '../../core/resources/ResourceResolver';
import { createImportFinishedRule } from '../../imports/ImportReport';
import { MembershipServices } from '../memberships/addMemberships';
import { DepartmentChanges } from './DepartmentChanges';
import { DepartmentDeletion } from './DepartmentDeletion';
import { DepartmentImporter } from './files/DepartmentImporter';
import { DepartmentLinks } from './links/DepartmentLinks';
import { DepartmentReadModel } from './DepartmentReadModel';
import { DepartmentService } from './DepartmentService';
import { WorkspaceLinks } from './links/WorkspaceLinks';
import { departmentData } from './departmentData';
import { bindTableDownloads } from '../../http/downloads';
import { ContractRouter } from '../../http/ContractRouter';
import { exportDepartments } from './files/exportDepartments';

function bindDepartmentCrud(
  router: ContractRouter,
  { departments, readModel, deletion }: DepartmentServices,
) {
  router.handle(endpoints.listDepartments, ({ workspace, query }) =>
    readModel.list(workspace.id, query),
  );
  router.handle(endpoints.getDepartmentTree, ({ workspace }) =>
    readModel.readTree(workspace.id),
  );
  router.handle(endpoints.createDepartment, context =>
    departments.create(context, context.body),
  );
  router.handle(endpoints.getDepartment, ({ workspace, params }) =>
    readModel.get(workspace.id, params.id),
  );
  router.handle(endpoints.updateDepartment, context =>
    departments.update(context, context.params.id, context.body),
  );
  router.handle(endpoints.deleteDepartment, context => {
    const { params, query } = context;
    return deletion.delete(context, params.id, query.reassign_to);
  });
  router.handle(endpoints.previewDepartmentMove, context =>
    departments.previewMove(context, context.params.id, context.body.parent_id),
  );
}

function bindLinks(router: ContractRouter, { links }: DepartmentServices) {
  router.handle(endpoints.listDepartmentLinks, context =>
    links.list(context, context.params.id, context.query),
  );
  router.handle(endpoints.linkDepartment, context =>
    links.link(context, context.params.id, context.body),
  );
  router.handle(endpoints.unlinkDepartment, context => {
    const { params, query } = context;
    return links.unlink(context, params.id, params.link_id, {
      keepMembers: query.keep_members ?? false,
    });
  });
}

function bindImportAndExport(
  { router, clock, knex }: Core,
  { importer }: DepartmentServices,
) {
  bindTableDownloads(router, clock, {
    title: 'Departments',
    endpoints: {
      csv: endpoints.exportDepartmentsCsv,
      xlsx: endpoints.exportDepartmentsXlsx,
    },
    write: (format, { workspace, query }, output) => {
      const filter = { workspace_id: workspace.id, ...query };
      return exportDepartments(knex, format, filter, output);
    },
  });
  router.upload(endpoints.importDepartments, context =>
    importer.import(context, context.file, context.body),
  );
}

export interface DepartmentServices {
  departments: DepartmentService;
  readModel: DepartmentReadModel;
  departmentChanges: DepartmentChanges;
  deletion: DepartmentDeletion;
  links: DepartmentLinks;
  importer: DepartmentImporter;
}

/** Searches departments by name and code. */
const departmentSearchProvider: SearchProvider = {
  type: 'department',
  async search(knex, searchText, scope, limit) {
    const rows: any[] = await selectMatchingRows(
      knex,
      'departments',
      searchText,
      scope,
    )
      .leftJoin('departments as parents', 'parents.id', 'departments.parent_id')
      .select(
        'departments.id',
        'departments.name',
        'departments.search_text',
        'departments.is_active',
        'departments.workspace_id',
        'parents.name as parent',
        knex.raw(
          'coalesce(departments.code, departments.short_name, departments.dept_code) AS code',
        ),
      )
      .limit(limit);
    return rows.map(({ id, name, search_text, workspace_id, ...row }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      return {
        type: 'department',
        id,
        title: name,
        subtitle: [row.code, row.parent].filter(Boolean).join(' · '),
        workspace_slug,
        url: buildDepartmentPath(workspace_slug, id),
        state: null,
        mark: row.is_active ? null : 'inactive',
        matchRank: searchText.computeMatchRank(search_text.split('\n')),
      };
    });
  },
};

const departmentNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'department.imported',
      label: 'Department import finished',
      channels: { email: false },
    },
  ],
  rules: [
    createImportFinishedRule({
      entityType: 'department',
      type: 'department.imported',
      title: 'Department import finished',
      getTargetPath: slug => `/organisation/departments?workspace=${slug}`,
    }),
  ],
};

/** Resolves departments to their paths on the organisation page. */
const departmentResolver = createWorkspaceResolver({
  type: 'department',
  table: 'departments',
  columns: ['name'],
  getTitle: ({ name }) => name,
  buildUrl: buildDepartmentPath,
});

/** Adds the departments feature: the organisation as a tree, and the access it gives. */
export function addDepartments(
  core: Core,
  { memberships }: MembershipServices,
): Feature<DepartmentServices> {
  const departmentChanges = new DepartmentChanges({ memberships });
  const deps = { ...core, memberships, departmentChanges };
  const links = new DepartmentLinks(deps);
  core.workspaceService.addDependants(new WorkspaceLinks({ memberships }));
  const services: DepartmentServices = {
    departments: new DepartmentService(deps),
    readModel: new DepartmentReadModel(deps),
    departmentChanges,
    links,
    deletion: new DepartmentDeletion({ ...deps, links }),
    importer: new DepartmentImporter(deps),
  };
  bindImportAndExport(core, services);
  bindDepartmentCrud(core.router, services);
  bindLinks(core.router, services);
  return {
    data: departmentData,
    services,
    resolvers: [departmentResolver],
    searchProviders: [departmentSearchProvider],
    notifications: departmentNotifications,
  };
}
