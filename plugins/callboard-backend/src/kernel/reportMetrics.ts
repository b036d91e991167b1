import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { RelayStatus } from '../changes/RelayStatus';
import { QueueAdmin } from '../queue/QueueAdmin';

/** Reports the backlog of the relay and of the queues, whenever metrics are read. */
export function reportMetrics(
  metrics: MetricsService,
  relayStatus: RelayStatus,
  queueAdmin: QueueAdmin,
): void {
  const ofRelay = {
    lag_ms: metrics.createObservableGauge('callboard.relay.lag', {
      description: 'Age of the oldest change not yet handed on',
      unit: 'ms',
    }),
    pending: metrics.createObservableGauge('callboard.relay.pending', {
      description: 'Changes waiting to be handed on',
    }),
    dead_lettered: metrics.createObservableGauge(
      'callboard.relay.dead_lettered',
      {
        description: 'Dispatches set aside because a subscriber keeps failing',
      },
    ),
    paused: metrics.createObservableGauge('callboard.relay.paused', {
      description: 'Subscribers paused because what they lead to is away',
    }),
  };
  for (const [name, gauge] of Object.entries(ofRelay)) {
    gauge.addCallback(async result => {
      const status = await relayStatus.read();
      result.observe(status[name as keyof typeof ofRelay]);
    });
  }
  const ofJobs = {
    lag_ms: metrics.createObservableGauge('callboard.jobs.lag', {
      description: 'For how long the oldest job is due that has not begun',
      unit: 'ms',
    }),
    dead_lettered: metrics.createObservableGauge(
      'callboard.jobs.dead_lettered',
      {
        description: 'Jobs set aside because they keep failing',
      },
    ),
  };
  for (const [name, gauge] of Object.entries(ofJobs)) {
    gauge.addCallback(async result => {
      const status = await queueAdmin.health();
      result.observe(status[name as keyof typeof ofJobs]);
    });
  }
}
