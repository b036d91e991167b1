import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { CriticalEventService } from './CriticalEventService';
import { CriticalRuleService } from './rules/CriticalRuleService';

/** Binds the endpoints of critical events. */
export function bindCritical(
  router: ContractRouter,
  services: { events: CriticalEventService; rules: CriticalRuleService },
): void {
  const { events, rules } = services;
  router.handle(endpoints.listCriticalEvents, ({ caller, query }) =>
    events.list(caller, query),
  );
  router.handle(endpoints.acknowledgeCriticalEvent, ({ caller, params }) =>
    events.acknowledge(caller, params.id),
  );
  router.handle(endpoints.listCriticalRules, () => rules.list());
  router.handle(
    endpoints.updateCriticalRule,
    ({ caller, params, body, precondition }) =>
      rules.update(caller, params.id, body, precondition),
  );
}
