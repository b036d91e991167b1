import { Environment } from './Environment';

/** The result of some work, or a fallback after a timeout. */
export async function waitWithTimeout<Value>(
  environment: Pick<Environment, 'schedule'>,
  milliseconds: number,
  work: Promise<Value>,
  fallback: Value,
): Promise<Value> {
  let cancel = () => {};
  const tooLong = new Promise<Value>(resolve => {
    cancel = environment.schedule(milliseconds, () => resolve(fallback));
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    cancel();
  }
}
