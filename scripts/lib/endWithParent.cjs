/** Loaded into the portal: it must not outlive the script that started it. */

/** How long it may take to finish what it is doing before it ends anyway. */
const PATIENCE_MS = 10_000;

process.once('disconnect', () => {
  // Nobody reads the log any more, and a report about that would be a line in
  // the log again.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {});
  }
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
