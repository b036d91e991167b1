import {
  endpoints,
  SettingEndpoints,
  workSettingEndpoints,
} from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { ContractRouter } from '../../../http/ContractRouter';
import { WorkServices } from '../WorkServices';
import { SettingFields, SettingService } from './SettingService';
import { SettingRow } from './SettingRow';

/** Binds the endpoints of what items can have. */
export function bindSettings(
  router: ContractRouter,
  { states, labels, cycles, modules, releases }: WorkServices,
): void {
  const { states: _, ...kinds } = workSettingEndpoints;
  bindStates(router, states);
  bindKind(router, kinds.labels, labels, releases.label);
  bindKind(router, kinds.cycles, cycles, releases.cycle);
  bindKind(router, kinds.modules, modules, releases.module);
}

function bindStates(router: ContractRouter, states: WorkServices['states']) {
  bindReads(router, workSettingEndpoints.states, states);
  router.handle(endpoints.createState, ({ caller, project, body }) =>
    states.create(caller, project, body),
  );
  router.handle(endpoints.updateState, context =>
    states.change(
      context.caller,
      context.project,
      context.params.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteState, async context => {
    await states.delete(
      context.caller,
      context.project,
      context.params.id,
      context.query.reassign_to,
      context.precondition,
    );
    return undefined;
  });
}

function bindReads<Row extends SettingRow>(
  router: ContractRouter,
  kind: Pick<SettingEndpoints, 'list' | 'get'>,
  service: SettingService<Row>,
): void {
  router.handle(kind.list, ({ project, query }) =>
    service.list(project, query),
  );
  router.handle(kind.get, ({ project, params }) =>
    service.get(project, params.id),
  );
}

/** @param release - takes one that is deleted from the items that have it */
function bindKind<Row extends SettingRow>(
  router: ContractRouter,
  kind: SettingEndpoints,
  service: SettingService<Row>,
  release: (change: Change, row: SettingRow) => Promise<void>,
): void {
  bindReads(router, kind, service);
  // The contract has checked that the fields are those of the kind.
  router.handle(kind.create, ({ caller, project, body }) =>
    service.create(caller, project, body as SettingFields<Row>),
  );
  router.handle(kind.update, ({ caller, project, params, ...context }) =>
    service.update(
      caller,
      project,
      params.id,
      context.body as SettingFields<Row>,
      { precondition: context.precondition },
    ),
  );
  router.handle(kind.remove, async context => {
    const { caller, project, params, precondition } = context;
    await service.remove(caller, project, params.id, { precondition, release });
    return undefined;
  });
}
