import { endpoints } from '@callboard/plugin-callboard-common';
import { Caller, WorkspaceAccess } from '../../access/Caller';
import { bindTableDownloads } from '../../http/bindTableDownloads';
import { ContractRouter } from '../../http/ContractRouter';
import { StaffViewer } from './staffOnWire';
import { StaffServices } from './StaffServices';

/** Binds the endpoints of staff. */
export function bindStaff(
  router: ContractRouter,
  services: StaffServices,
): void {
  bindFiles(router, services);
  bindReading(router, services);
  bindMembers(router, services);
  bindActs(router, services);
}

function viewerOf({
  caller: { user_ref },
  role,
}: WorkspaceAccess & { caller: Caller }): StaffViewer {
  return { user_ref, role };
}

function bindReading(router: ContractRouter, { reader }: StaffServices) {
  router.handle(endpoints.listStaff, context =>
    reader.list(context.workspace.id, viewerOf(context), context.query),
  );
  router.handle(endpoints.listDepartmentStaff, context =>
    reader.listOfDepartment(
      context.workspace.id,
      viewerOf(context),
      context.params.id,
      context.query,
    ),
  );
  router.handle(endpoints.getStaffStats, ({ workspace }) =>
    reader.stats(workspace.id),
  );
  router.handle(endpoints.getStaffMember, context =>
    reader.get(context.workspace.id, viewerOf(context), context.params.id),
  );
  router.handle(endpoints.getMyStaffProfile, context =>
    reader.profile(context.workspace.id, viewerOf(context)),
  );
  router.handle(endpoints.listStaffTransfers, context =>
    reader.listTransfers(
      context.workspace.id,
      context.params.id,
      context.query,
    ),
  );
}

function bindMembers(
  router: ContractRouter,
  { staff, bulkActions }: StaffServices,
) {
  router.handle(endpoints.createStaffMember, ({ caller, workspace, body }) =>
    staff.create(caller, workspace, body),
  );
  router.handle(endpoints.updateStaffMember, context =>
    staff.update(
      context.caller,
      context.workspace,
      context.params.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteStaffMember, async context => {
    await staff.delete(
      context.caller,
      context.workspace,
      context.params.id,
      context.precondition,
    );
    return undefined;
  });
  router.handle(endpoints.changeManyStaff, ({ caller, workspace, body }) =>
    bulkActions.run(caller, workspace, body),
  );
}

function bindActs(router: ContractRouter, { acts }: StaffServices) {
  router.handle(endpoints.transferStaffMember, context =>
    acts.transfer(
      context.caller,
      context.workspace,
      context.params.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deactivateStaffMember, context =>
    acts.deactivate(
      context.caller,
      context.workspace,
      context.params.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.reactivateStaffMember, context =>
    acts.reactivate(
      context.caller,
      context.workspace,
      context.params.id,
      context.precondition,
    ),
  );
}

function bindFiles(
  router: ContractRouter,
  { clock, exporter, importer }: StaffServices,
) {
  bindTableDownloads(router, clock, {
    title: 'Staff',
    endpoints: {
      csv: endpoints.exportStaffCsv,
      xlsx: endpoints.exportStaffXlsx,
    },
    write: (format, context, output) => {
      const { workspace, query } = context;
      const viewer = viewerOf(context);
      return exporter.write(format, workspace.id, viewer, query, output);
    },
  });
  router.upload(endpoints.importStaff, ({ caller, workspace, file, body }) =>
    importer.import(caller, workspace, file, body),
  );
}
