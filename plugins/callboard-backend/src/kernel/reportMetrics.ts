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
      description: 'Age of the oldest undelivered change',
      unit: 'ms',
    }),
    pending: metrics.createObservableGauge('callboard.relay.pending', {
      description: 'Changes waiting for delivery',
    }),
    dead_lettered: metrics.createObservableGauge(
      'callboard.relay.dead_lettered',
      {
        description:
          'Dead-lettered dispatches: the subscriber failed repeatedly',
      },
    ),
    paused: metrics.createObservableGauge('callboard.relay.paused', {
      description: 'Paused subscribers: their target is unavailable',
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
      description: 'Time since the oldest waiting job became due',
      unit: 'ms',
    }),
    dead_lettered: metrics.createObservableGauge(
      'callboard.jobs.dead_lettered',
      {
        description: 'Dead-lettered jobs: all attempts failed',
      },
    ),
  };
  for (const [name, gauge] of Object.entries(ofJobs)) {
    gauge.addCallback(async result => {
      const status = await queueAdmin.readHealth();
      result.observe(status[name as keyof typeof ofJobs]);
    });
  }
}
