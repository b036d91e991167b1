import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { DashboardFollowing } from './DashboardFollowing';

/** Binds the endpoints of dashboard subscriptions. */
export function bindFollowing(
  router: ContractRouter,
  following: DashboardFollowing,
): void {
  router.handle(endpoints.getDashboardSubscription, context =>
    following.readSubscription(context, context.params.id),
  );
  router.handle(endpoints.putDashboardSubscription, context =>
    following.follow(context, context.params.id, context.body.level),
  );
  router.handle(endpoints.deleteDashboardSubscription, async context => {
    await following.forget(context, context.params.id);
    return undefined;
  });
}
