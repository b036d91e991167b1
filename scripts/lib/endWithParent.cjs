/** Loaded into the portal: it must not outlive the script that started it. */

/** How long the process may take to finish its work before it ends anyway. */
const PATIENCE_MS = 10_000;

process.once('disconnect', () => {
  // The log has no reader any more, and a report about that would be another line in it.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {});
  }
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
