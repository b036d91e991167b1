import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { AuditQueue } from './capture/AuditQueue';

/** Reports the numbers of queued and dropped events, whenever metrics are read. */
export function reportQueue(metrics: MetricsService, queue: AuditQueue): void {
  metrics
    .createObservableGauge('callboard.audit.waiting', {
      description: 'Audit events waiting to be stored',
    })
    .addCallback(result => result.observe(queue.size));
  metrics
    .createObservableCounter('callboard.audit.dropped', {
      description: 'Audit events that were not stored',
    })
    .addCallback(result => result.observe(queue.dropped));
}
