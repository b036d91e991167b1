import { timed } from './measure.mjs';

const began = performance.now();

/** Says what is under way, beside how long this process has run. */
export function progress(text) {
  const seconds = Math.round((performance.now() - began) / 1_000);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(
    2,
    '0',
  )}`;
  process.stderr.write(`[${clock}] ${text}\n`);
}

/** Runs something, and says when it begins, and how long it took. */
export async function inProgress(what, run) {
  progress(`${what} …`);
  const { ms, value } = await timed(run);
  progress(`${what}: ${Math.round(ms / 1_000)} s`);
  return value;
}
