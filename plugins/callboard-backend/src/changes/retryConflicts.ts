import { isDeadlock, isUniqueViolation } from '../database/dialect';

const MAX_ATTEMPTS = 3;

/**
 * Repeats a change that failed because another request changed the same rows concurrently.
 *
 * @param run - makes the whole change, in a new transaction
 * @param isOtherConflict - recognises further errors after which a repetition may succeed
 */
export async function retryConflicts<Result>(
  run: () => Promise<Result>,
  isOtherConflict: (error: unknown) => boolean = () => false,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const isConflict =
        isUniqueViolation(error) || isDeadlock(error) || isOtherConflict(error);
      if (!isConflict || attempt === MAX_ATTEMPTS) {
        throw error;
      }
    }
  }
}
