/** Loaded into the portal: it must not outlive the script that started it. */

/** How long the process may take to finish its work before it ends anyway. */
const EXIT_TIMEOUT_MS = 10_000;

process.once('disconnect', () => {
  // Nobody reads the log any more. Writing to it fails, and logging that failure would fail again.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {});
  }
  setTimeout(() => process.exit(1), EXIT_TIMEOUT_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
