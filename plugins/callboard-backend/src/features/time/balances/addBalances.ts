import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { LeaveEntitlements } from './LeaveEntitlements';
import { TimeAdjustments } from './TimeAdjustments';
import { TimeBalances } from './TimeBalances';

export function addBalances(core: Core): void {
  const { router } = core;
  const balances = new TimeBalances(core);
  const adjustments = new TimeAdjustments(core);
  const entitlements = new LeaveEntitlements(core);
  router.handle(endpoints.getTimeBalance, context => balances.get(context));
  router.handle(endpoints.listTimeBalances, context => balances.list(context));
  router.handle(endpoints.listTimeAdjustments, context =>
    adjustments.list(context),
  );
  router.handle(endpoints.createTimeAdjustment, context =>
    adjustments.create(context),
  );
  router.handle(endpoints.listLeaveEntitlements, context =>
    entitlements.list(context),
  );
  router.handle(endpoints.setLeaveEntitlement, context =>
    entitlements.set(context),
  );
}
