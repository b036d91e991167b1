/** Loaded into the portal: it must not outlive the script that started it. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
