import { endpoints, permissions } from '@callboard/plugin-callboard-common';
import { bindTableDownloads } from '../../http/downloads';
import { ContractRouter } from '../../http/ContractRouter';
import { Core } from '../../core/Core';
import { exportStaff } from './files/exportStaff';
import type { StaffServices } from './addStaff';

export function bindStaff(core: Core, services: StaffServices): void {
  bindImportAndExport(core, services);
  bindReadEndpoints(core.router, services);
  bindWriteEndpoints(core.router, services);
}

function bindReadEndpoints(
  router: ContractRouter,
  { readModel }: StaffServices,
) {
  router.handle(endpoints.listStaff, context =>
    readModel.list(context, context.query),
  );
  router.handle(endpoints.listDepartmentStaff, context =>
    readModel.listByDepartment(context, context.params.id, context.query),
  );
  router.handle(endpoints.getStaffStats, ({ workspace }) =>
    readModel.getStats(workspace.id),
  );
  router.handle(endpoints.getStaffMember, context =>
    readModel.get(context, context.params.id),
  );
  router.handle(endpoints.getMyStaffProfile, context =>
    readModel.getProfile(context),
  );
  router.handle(endpoints.getMyTeam, context =>
    readModel.getTeam(context, context.query.limit),
  );
  router.handle(endpoints.listStaffTransfers, ({ workspace, params, query }) =>
    readModel.listTransfers(workspace.id, params.id, query),
  );
}

function bindWriteEndpoints(router: ContractRouter, { staff }: StaffServices) {
  router.handle(endpoints.createStaffMember, context =>
    staff.create(context, context.body),
  );
  router.handle(endpoints.updateStaffMember, context =>
    staff.update(context, context.params.id, context.body),
  );
  router.handle(endpoints.deleteStaffMember, context =>
    staff.delete(context, context.params.id),
  );
  router.handle(endpoints.transferStaffMember, context =>
    staff.transfer(context, context.params.id, context.body),
  );
  router.handle(endpoints.deactivateStaffMember, context =>
    staff.deactivate(context, context.params.id, context.body),
  );
  router.handle(endpoints.reactivateStaffMember, context =>
    staff.reactivate(context, context.params.id),
  );
  router.handle(endpoints.changeManyStaff, async context => {
    const { caller, workspace, body } = context;
    if (body.action === 'delete') {
      await caller.policy.require(permissions.staff.delete, { workspace });
    }
    return staff.changeMany(context, body);
  });
}

function bindImportAndExport(core: Core, { importer }: StaffServices) {
  bindTableDownloads(core.router, core.clock, {
    title: 'Staff',
    endpoints: {
      csv: endpoints.exportStaffCsv,
      xlsx: endpoints.exportStaffXlsx,
    },
    write: (format, context, output) =>
      exportStaff(core, format, context, output),
  });
  core.router.upload(
    endpoints.importStaff,
    ({ caller, workspace, file, body }) =>
      importer.import(caller, workspace, file, body),
  );
}
