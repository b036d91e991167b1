import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { RelayStatus } from '../changes/RelayStatus';

/** Reports how far handing on changes is behind, whenever metrics are read. */
export function reportMetrics(
  metrics: MetricsService,
  relayStatus: RelayStatus,
): void {
  const gauges = {
    lag_ms: metrics.createObservableGauge('callboard.relay.lag', {
      description: 'Age of the oldest change not yet handed on',
      unit: 'ms',
    }),
    pending: metrics.createObservableGauge('callboard.relay.pending', {
      description: 'Changes waiting to be handed on',
    }),
    parked: metrics.createObservableGauge('callboard.relay.parked', {
      description: 'Dispatches set aside because a subscriber keeps failing',
    }),
    paused: metrics.createObservableGauge('callboard.relay.paused', {
      description: 'Subscribers paused because what they lead to is away',
    }),
  };
  for (const [name, gauge] of Object.entries(gauges)) {
    gauge.addCallback(async result => {
      const status = await relayStatus.read();
      result.observe(status[name as keyof typeof gauges]);
    });
  }
}
