import {
  SettingEndpoints,
  workSettingEndpoints,
} from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { WorkServices } from '../WorkServices';
import { SettingFields, SettingRow } from './settingKinds';
import { SettingService } from './SettingService';

export function bindSettings(
  router: ContractRouter,
  work: Pick<WorkServices, keyof typeof workSettingEndpoints>,
): void {
  const { states, labels, cycles, modules } = workSettingEndpoints;
  bindKind(router, states, work.states);
  bindKind(router, labels, work.labels);
  bindKind(router, cycles, work.cycles);
  bindKind(router, modules, work.modules);
}

function bindKind<Row extends SettingRow>(
  router: ContractRouter,
  kind: SettingEndpoints,
  service: SettingService<Row>,
): void {
  router.handle(kind.list, ({ project, query }) =>
    service.list(project, query),
  );
  router.handle(kind.get, ({ project, params }) =>
    service.get(project, params.id),
  );
  // The router has validated the body against the schema of the kind.
  router.handle(kind.create, ({ caller, project, body }) =>
    service.create(caller, project, body as SettingFields<Row>),
  );
  router.handle(kind.update, ({ caller, project, params, ...context }) =>
    service.update(
      caller,
      project,
      params.id,
      context.body as SettingFields<Row>,
      context.precondition,
    ),
  );
  router.handle(kind.remove, context =>
    service.delete(
      context.caller,
      context.project,
      context.params.id,
      context.query,
      context.precondition,
    ),
  );
}
