import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { DashboardSubscriptions } from './DashboardSubscriptions';

/** Binds the endpoints of dashboard subscriptions. */
export function bindDashboardSubscriptions(
  router: ContractRouter,
  subscriptions: DashboardSubscriptions,
): void {
  router.handle(endpoints.getDashboardSubscription, context =>
    subscriptions.readSubscription(context, context.params.id),
  );
  router.handle(endpoints.putDashboardSubscription, context =>
    subscriptions.setSubscription(
      context,
      context.params.id,
      context.body.level,
    ),
  );
  router.handle(endpoints.deleteDashboardSubscription, async context => {
    await subscriptions.deleteSubscription(context, context.params.id);
    return undefined;
  });
}
