import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { DashboardCopies } from './DashboardCopies';
import { DashboardLayouts } from './DashboardLayouts';
import { DashboardReader } from './DashboardReader';
import { DashboardService } from './DashboardService';
import { WidgetService } from './WidgetService';

interface Services {
  reader: DashboardReader;
  dashboards: DashboardService;
  copies: DashboardCopies;
  layouts: DashboardLayouts;
  widgets: WidgetService;
}

/** Binds the endpoints of dashboards and their widgets. */
export function bindDashboards(
  router: ContractRouter,
  services: Services,
): void {
  bindDashboard(router, services);
  bindCopies(router, services);
  bindFavourites(router, services);
  bindWidgets(router, services);
}

function bindDashboard(
  router: ContractRouter,
  { reader, dashboards, layouts }: Services,
) {
  router.handle(endpoints.listDashboards, context =>
    reader.list(context, context.query),
  );
  router.handle(endpoints.createDashboard, async context =>
    reader.toResponse(context, await dashboards.create(context, context.body)),
  );
  router.handle(endpoints.getDashboard, context =>
    reader.get(context, context.params.id),
  );
  router.handle(endpoints.updateDashboard, async context => {
    const { params, body, precondition } = context;
    const row = await dashboards.update(context, params.id, body, precondition);
    return reader.toResponse(context, row);
  });
  router.handle(endpoints.deleteDashboard, async context => {
    const { params, precondition } = context;
    await dashboards.delete(context, params.id, precondition);
    return undefined;
  });
  router.handle(endpoints.layOutDashboard, async context => {
    const { params, body, precondition } = context;
    const row = await layouts.layOut(context, params.id, body, precondition);
    return reader.toResponse(context, row);
  });
}

function bindCopies(router: ContractRouter, { reader, copies }: Services) {
  router.handle(endpoints.duplicateDashboard, async context =>
    reader.toResponse(
      context,
      await copies.duplicate(context, context.params.id),
    ),
  );
  router.handle(endpoints.exportDashboard, context =>
    reader.export(context, context.params.id),
  );
  router.handle(endpoints.importDashboard, async context => {
    const { row, unresolved } = await copies.import(context, context.body);
    return { ...(await reader.toResponse(context, row)), unresolved };
  });
}

function bindFavourites(router: ContractRouter, { reader }: Services) {
  router.handle(endpoints.favourDashboard, context =>
    reader.setFavourite(context, context.params.id, true),
  );
  router.handle(endpoints.unfavourDashboard, async context => {
    await reader.setFavourite(context, context.params.id, false);
    return undefined;
  });
}

function bindWidgets(router: ContractRouter, { reader, widgets }: Services) {
  router.handle(endpoints.listWidgets, context =>
    reader.listWidgets(context, context.params.id, context.query),
  );
  router.handle(endpoints.createWidget, context =>
    widgets.create(context, context.params.id, context.body),
  );
  router.handle(endpoints.getWidget, context =>
    reader.getWidget(context, context.params.id, context.params.wid),
  );
  router.handle(endpoints.updateWidget, context =>
    widgets.update(
      context,
      context.params.id,
      context.params.wid,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteWidget, async context => {
    await widgets.delete(
      context,
      context.params.id,
      context.params.wid,
      context.precondition,
    );
    return undefined;
  });
}
