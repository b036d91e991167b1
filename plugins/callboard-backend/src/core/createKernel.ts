import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Changes } from '../changes/Changes';
import { continueArrivals } from '../database/arrivals';
import { createEventsPublisher } from '../changes/relay/createEventsPublisher';
import { Relay } from '../changes/relay/Relay';
import { RelayRunner } from '../changes/relay/RelayRunner';
import { readRelayStatus } from '../changes/relay/readRelayStatus';
import { Subscribers } from '../changes/Subscriber';
import { systemClock } from '../kernel/clock';
import { readCallboardConfig } from '../kernel/config';
import { applyMigrations } from '../database/schema';
import { cacheStatements } from '../database/sqlite/cacheStatements';
import { limitLocks } from '../database/transactions';
import { checkpointOnThread } from '../database/sqlite/checkpointOnThread';
import { openReader } from '../database/sqlite/threadedClient';
import { ReplicaSignal } from '../database/ReplicaSignal';
import { cancelSlowStatements } from '../database/statements';
import { ActivityLog } from '../changes/ActivityLog';
import { LogConsumers } from '../changes/LogConsumers';
import { Queue } from '../queue/Queue';
import { QueueAdmin } from '../queue/QueueAdmin';
import { WorkLoop } from '../database/WorkLoop';
import { MinuteTasks } from '../kernel/MinuteTasks';
import { Platform } from '../kernel/Platform';
import { reportEventLoop } from '../kernel/reportEventLoop';

/** The part of `Core` that does not depend on people, workspaces or projects. */
export type Kernel = Awaited<ReturnType<typeof createKernel>>;

/** Migrates the database and assembles the kernel. */
export async function createKernel(
  platform: Platform,
  subscribers: Subscribers,
) {
  const { logger, database, events } = platform;
  const config = readCallboardConfig(platform.rootConfig);
  const knex = await database.getClient();
  limitLocks(knex);
  // Keeps the values of statements out of error messages: error messages are logged and stored, and
  // the values may be personal data.
  knex.client.config.compileSqlOnError = false;
  cancelSlowStatements(knex);
  if (!database.migrations?.skip) {
    await applyMigrations(knex);
  }
  await cacheStatements(knex);
  if (await continueArrivals(knex)) {
    logger.warn(
      'The database was restored from a server with higher transaction ids. New rows of the activity log continue after the highest id in the log',
    );
  }
  const reader = await openReader(knex);
  if (reader !== knex) {
    const endCheckpoints = await checkpointOnThread(knex, logger);
    platform.lifecycle.addShutdownHook(async () => {
      await endCheckpoints();
      await reader.destroy();
    });
  }
  const clock = systemClock;
  const { scheduler } = platform;
  const logConsumers = new LogConsumers({ knex, scheduler });
  await logConsumers.start();
  const minuteTasks = new MinuteTasks({ scheduler, logger });
  await minuteTasks.start();
  const log = new ActivityLog(logConsumers);
  subscribers.external.push(createEventsPublisher(events));
  const relay = new Relay({ knex, clock, logger, subscribers });
  const loop = new WorkLoop({ knex, clock, logger });
  const signal = new ReplicaSignal({
    knex,
    logger,
    onWork: () => loop.pollNow(),
  });
  signal.start();
  loop.add(logConsumers);
  platform.lifecycle.addShutdownHook(async () => {
    await signal.stop();
    await loop.remove(logConsumers);
  });
  const announce = () => signal.announce();
  const relayRunner = new RelayRunner(relay, logger, loop);
  const changes = new Changes({
    knex,
    clock,
    log,
    onCommit: () => {
      logConsumers.noteWork();
      relayRunner.wake();
      announce();
    },
  });
  const queue = new Queue({ knex, clock, logger, loop, announce });
  const queueAdmin = new QueueAdmin({ knex, clock, logger, queue });
  reportMetrics(platform.metrics, { knex, clock, queueAdmin });
  const endSampling = reportEventLoop(platform.metrics);
  platform.lifecycle.addShutdownHook(endSampling);
  return {
    platform,
    logger,
    config,
    clock,
    knex,
    /** The same database, for reads that may take long. */
    reader,
    /** The only way to write changes. */
    changes,
    /** Features add their subscribers before the plugin starts. */
    subscribers,
    relayRunner,
    log,
    logConsumers,
    minuteTasks,
    /** Background jobs. Features register their workers before the queue starts. */
    queue,
    queueAdmin,
  };
}

/** Reports the backlog of the relay and of the queues, whenever metrics are read. */
function reportMetrics(
  metrics: MetricsService,
  { knex, clock, queueAdmin }: Pick<Kernel, 'knex' | 'clock' | 'queueAdmin'>,
): void {
  reportGauges(
    metrics,
    {
      lag_ms: [
        'callboard.relay.lag',
        'Age of the oldest undelivered change',
        's',
      ],
      pending: [
        'callboard.relay.pending',
        'Changes waiting for delivery',
        '{change}',
      ],
      dead_lettered: [
        'callboard.relay.dead_lettered',
        'Dead-lettered dispatches: the subscriber failed repeatedly',
        '{dispatch}',
      ],
      paused: [
        'callboard.relay.paused',
        'Paused subscribers: their target is unavailable',
        '{subscriber}',
      ],
    },
    () => readRelayStatus(knex, clock.now()),
  );
  reportGauges(
    metrics,
    {
      lag_ms: [
        'callboard.job.lag',
        'Time since the oldest waiting job became due',
        's',
      ],
      dead_lettered: [
        'callboard.job.dead_lettered',
        'Dead-lettered jobs: all attempts failed',
        '{job}',
      ],
    },
    () => queueAdmin.readHealth(),
  );
}

/** Reports each field to its gauge. Converts milliseconds to seconds. */
function reportGauges<Field extends string>(
  metrics: MetricsService,
  gauges: Record<Field, [name: string, description: string, unit: string]>,
  read: () => Promise<Record<Field, number>>,
): void {
  for (const field of Object.keys(gauges) as Field[]) {
    const [name, description, unit] = gauges[field];
    metrics
      .createObservableGauge(name, { description, unit })
      .addCallback(async result => {
        const value = (await read())[field];
        result.observe(unit === 's' ? value / 1_000 : value);
      });
  }
}
