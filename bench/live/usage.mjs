import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS_A_SECOND = Number(
  execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }),
);

/** The megabytes of memory that a process has. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]) / 1_000;
}

/** The times of a process, in ticks: its own, and of its children that have ended. */
function ticksOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind its name, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).map(Number);
}

/** The seconds of processor time that a process has used. */
export function cpuOf(pid) {
  const [user, system] = ticksOf(pid);
  return (user + system) / TICKS_A_SECOND;
}

/** The same of the children of a process that have ended. */
export function cpuOfEnded(pid) {
  const [, , user, system] = ticksOf(pid);
  return (user + system) / TICKS_A_SECOND;
}

/** The share of a processor that a process uses for a while, in per cent. */
export async function loadOf(pid, seconds) {
  const before = cpuOf(pid);
  await sleep(seconds * 1_000);
  return ((cpuOf(pid) - before) / seconds) * 100;
}
