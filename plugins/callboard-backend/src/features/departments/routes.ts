import { endpoints } from '@callboard/plugin-callboard-common';
import { bindTableDownloads } from '../../http/downloads';
import { ContractRouter } from '../../http/ContractRouter';
import type { DepartmentServices } from './addDepartments';

/** Binds the endpoints of departments and their links. */
export function bindDepartments(
  router: ContractRouter,
  services: DepartmentServices,
): void {
  bindImportAndExport(router, services);
  bindDepartmentCrud(router, services);
  router.handle(endpoints.previewDepartmentMove, context =>
    services.departments.previewMove(
      context.caller,
      context.workspace.id,
      context.params.id,
      context.body.parent_id,
    ),
  );
  bindLinks(router, services);
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
  router.handle(endpoints.createDepartment, ({ caller, workspace, body }) =>
    departments.create(caller, workspace.id, body),
  );
  router.handle(endpoints.getDepartment, ({ workspace, params }) =>
    readModel.get(workspace.id, params.id),
  );
  router.handle(endpoints.updateDepartment, context =>
    departments.update(
      context.caller,
      context.workspace.id,
      context.params.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteDepartment, async context => {
    await deletion.delete(
      context.caller,
      context.workspace.id,
      context.params.id,
      context.query.reassign_to,
      context.precondition,
    );
    return undefined;
  });
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
  router: ContractRouter,
  { clock, exporter, importer }: DepartmentServices,
) {
  bindTableDownloads(router, clock, {
    title: 'Departments',
    endpoints: {
      csv: endpoints.exportDepartmentsCsv,
      xlsx: endpoints.exportDepartmentsXlsx,
    },
    write: (format, { workspace, query }, output) =>
      exporter.write(format, { workspace_id: workspace.id, ...query }, output),
  });
  router.upload(endpoints.importDepartments, context =>
    importer.import(
      context.caller,
      context.workspace.id,
      context.file,
      context.body,
    ),
  );
}
