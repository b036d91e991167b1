import { endpoints } from '@callboard/plugin-callboard-common';
import { bindTableDownloads } from '../../http/downloads';
import { ContractRouter } from '../../http/ContractRouter';
import { Core } from '../../core/Core';
import { exportDepartments } from './files/exportDepartments';
import type { DepartmentServices } from './addDepartments';

export function bindDepartments(
  core: Core,
  services: DepartmentServices,
): void {
  bindImportAndExport(core, services);
  bindDepartmentCrud(core.router, services);
  bindLinks(core.router, services);
}

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
  router.handle(endpoints.deleteDepartment, async context => {
    const { params, query } = context;
    await deletion.delete(context, params.id, query.reassign_to);
    return undefined;
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
  router.handle(endpoints.unlinkDepartment, async context => {
    const { params, query } = context;
    await links.unlink(context, params.id, params.link_id, {
      keepMembers: query.keep_members ?? false,
    });
    return undefined;
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
