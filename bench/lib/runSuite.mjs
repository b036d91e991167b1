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

/** Runs a part of the suite, unless only other parts were chosen, and reports its duration. */
async function part(name, run) {
  if (only.length > 0 && !only.includes(name)) return;
  process.send({ startedPart: name });
  const { ms } = await timeOnce(run);
  process.send({ endedPart: name, seconds: ms / 1_000 });
}

const sizes = runs[size];
const context = {
  sizes,
  server,
  folder,
  part,
  figure: createFigures(figure => process.send({ figure }), sizes.isFull),
};
for (const name of parts) {
  const { measure } = await import(`../${suite}/${name}.mjs`);
  const run = () => measure(context);
  await (name === 'index' ? run() : part(name, run));
}
process.send({ isDone: true }, () => process.exit(0));
