/** Runs one suite in its own process; sends each figure to the parent as a message. */
import { createFigures } from './figures.mjs';
import { runs } from './sizes.mjs';
import { timeOnce } from './timing.mjs';
import { readPayload } from './worker.mjs';

const { suite, parts, only, run: size, server, folder } = readPayload();

// The test backend also listens for these errors, and would keep the process running.
for (const event of ['unhandledRejection', 'uncaughtException']) {
  process.on(event, error => {
    const failure = error.stack ?? String(error);
    process.send({ failure }, () => process.exit(1));
  });
}

let nestedMs = 0;

/** Runs a part of the suite, unless others were chosen. Reports its time without nested parts. */
async function part(name, run, { isChosen = only.includes(name) } = {}) {
  if (only.length > 0 && !isChosen) return undefined;
  process.send({ startedPart: name });
  const beforeMs = nestedMs;
  nestedMs = 0;
  const { ms, value } = await timeOnce(run);
  process.send({ endedPart: name, seconds: (ms - nestedMs) / 1_000 });
  nestedMs = beforeMs + ms;
  return value;
}

const context = {
  sizes: runs[size],
  server,
  folder,
  part,
  figure: createFigures(figure => process.send({ figure }), size === 'full'),
};
for (const name of parts) {
  const { measure } = await import(`../${suite}/${name}.mjs`);
  const run = () => measure(context);
  await (name === 'index' ? run() : part(name, run));
}
process.send({ isDone: true }, () => process.exit(0));
