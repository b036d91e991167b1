/** Runs one suite in a process of its own; each figure is a message to the parent. */
import { createFigures } from './figures.mjs';
import { runs } from './sizes.mjs';
import { input } from './worker.mjs';

const { suite, parts, run, server, folder } = input();

// The test backend listens for errors as well, and would go on for ever.
for (const event of ['unhandledRejection', 'uncaughtException']) {
  process.on(event, error => {
    const failure = error.stack ?? String(error);
    process.send({ failure }, () => process.exit(1));
  });
}

const context = {
  sizes: runs[run],
  server,
  folder,
  figure: createFigures(figure => process.send({ figure })),
};
for (const part of parts) {
  process.send({ progress: part });
  const { measure } = await import(`../${suite}/${part}.mjs`);
  await measure(context);
}
process.send({ isDone: true }, () => process.exit(0));
