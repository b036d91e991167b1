/**
 * How long a replica has a task for itself. One that stands still for longer has
 * lost it to the other, as the platform has it.
 */
export const TASK_TIMEOUT_MS = 10_000;
