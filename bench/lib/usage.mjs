import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS_PER_SECOND = Number(
  execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }),
);

/** The seconds of processor time that a process has used. */
function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind its name, which may contain spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** The share of a core that a process uses for some seconds, in per cent. */
export async function cpuShare(pid, seconds) {
  const before = cpuSeconds(pid);
  await sleep(seconds * 1_000);
  return ((cpuSeconds(pid) - before) / seconds) * 100;
}

/** The most resident memory of this process while something runs, in megabytes. */
export async function memoryDuring(run, everyMs = 20) {
  global.gc?.();
  const rss = () => process.memoryUsage().rss / 1e6;
  const before = rss();
  const seen = [before];
  const watch = setInterval(() => seen.push(rss()), everyMs);
  try {
    await run();
  } finally {
    clearInterval(watch);
  }
  return { before, seen };
}
