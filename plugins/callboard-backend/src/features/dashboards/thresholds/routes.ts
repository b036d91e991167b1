import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { DashboardSubscriptions } from './DashboardSubscriptions';

/** Binds the endpoints of dashboard subscriptions. */
export function bindDashboardSubscriptions(
  router: ContractRouter,
  following: DashboardSubscriptions,
): void {
  router.handle(endpoints.getDashboardSubscription, context =>
    following.readSubscription(context, context.params.id),
  );
  router.handle(endpoints.putDashboardSubscription, context =>
    following.follow(context, context.params.id, context.body.level),
  );
  router.handle(endpoints.deleteDashboardSubscription, async context => {
    await following.deleteSubscription(context, context.params.id);
    return undefined;
  });
}
