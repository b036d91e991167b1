/**
 * Runs one suite in a process of its own: `{ suite, run, server }` is its input, and each
 * figure a message to the parent.
 */
import { createFigures } from './figures.mjs';
import { runs } from './sizes.mjs';

const { suite, run, server, folder } = JSON.parse(process.argv[2]);

// The test backend listens for errors as well, and would go on for ever.
for (const event of ['unhandledRejection', 'uncaughtException']) {
  process.on(event, error => {
    process.send({ failure: error.stack ?? String(error) }, () =>
      process.exit(1),
    );
  });
}

const { measure } = await import(`../${suite}/index.mjs`);
await measure({
  sizes: runs[run],
  server,
  folder,
  figure: createFigures(figure => process.send({ figure })),
  progress: text => process.send({ progress: text }),
});
process.send({ isDone: true }, () => process.exit(0));
