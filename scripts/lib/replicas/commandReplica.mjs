/** The commands for a running replica, such as `npm run replicas -- restart 2`. */
import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, step } from '../say.mjs';
import { getStopFile } from './Replica.mjs';
import { readRunningReplicas } from './state.mjs';

const POLL_MS = 200;
const COMMAND_TIMEOUT_MS = 120_000;

const commands = {
  restart: {
    title: number => `Restarting replica ${number}`,
    begin: ({ pid }) => process.kill(pid, 'SIGTERM'),
    isDone: (now, before) => now.isReady && now.pid !== before.pid,
  },
  kill: {
    title: number => `Killing replica ${number} and waiting for its restart`,
    begin: ({ pid }) => process.kill(pid, 'SIGKILL'),
    isDone: (now, before) => now.isReady && now.pid !== before.pid,
  },
  stop: {
    title: number => `Stopping replica ${number}`,
    begin({ number, pid }) {
      writeFileSync(getStopFile(number), '');
      process.kill(pid, 'SIGTERM');
    },
    isDone: now => now.pid === undefined,
  },
  start: {
    title: number => `Starting replica ${number}`,
    begin: ({ number }) => rmSync(getStopFile(number), { force: true }),
    isDone: now => now.isReady,
    mayBeStopped: true,
  },
};

/** Whether an argument is the name of a command. */
export function isCommand(name) {
  return Object.keys(commands).includes(name);
}

function findReplica(number) {
  return readRunningReplicas()?.find(replica => replica.number === number);
}

/** Runs a command on one of the running replicas; ends the process if it cannot. */
export async function runReplicaCommand(name, replicaNumber) {
  const { title, begin, isDone, mayBeStopped } = commands[name];
  const before = findReplica(Number(replicaNumber));
  if (!before) {
    const running = readRunningReplicas();
    fail(
      running
        ? `Name a replica: ${running.map(({ number }) => number).join(' or ')}.`
        : 'No replicas are running. Start them with npm run replicas.',
    );
  }
  if (before.pid === undefined && !mayBeStopped) {
    fail(`Replica ${before.number} is not running.`);
  }
  await step(title(before.number), async () => {
    begin(before);
    const deadline = Date.now() + COMMAND_TIMEOUT_MS;
    for (;;) {
      const now = findReplica(before.number);
      if (now && isDone(now, before)) {
        return;
      }
      if (!now || Date.now() > deadline) {
        fail(
          'The command did not complete. See the terminal of npm run replicas for the cause.',
        );
      }
      await sleep(POLL_MS);
    }
  });
}
