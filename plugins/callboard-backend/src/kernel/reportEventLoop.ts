import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { monitorEventLoopDelay } from 'perf_hooks';

/** The sampling interval. Each sample includes this time. */
const SAMPLE_MS = 10;

/**
 * Reports the event-loop delay of this replica since metrics were last read.
 *
 * @returns a function that ends the sampling
 */
export function reportEventLoop(metrics: MetricsService): () => void {
  const delays = monitorEventLoopDelay({ resolution: SAMPLE_MS });
  metrics
    .createObservableGauge('callboard.event_loop.delay', {
      description: '99.9th percentile of the event loop delay',
      unit: 's',
    })
    .addCallback(result => {
      // Sampling takes almost one percent of a core, so it starts only when metrics are read.
      delays.enable();
      // Without a sample, the percentile is NaN.
      const delayMs = delays.count > 0 ? delays.percentile(99.9) / 1e6 : 0;
      result.observe(Math.max(0, delayMs - SAMPLE_MS) / 1_000);
      delays.reset();
    });
  return () => {
    delays.disable();
  };
}
