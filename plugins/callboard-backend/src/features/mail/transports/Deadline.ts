/** Ends operations that take too long. */
export class Deadline {
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly end: (error: Error) => void) {}

  /** It ends so many milliseconds from now, instead of when it would have before. */
  set(ms: number): void {
    this.clear();
    this.#timer = setTimeout(
      () => this.end(new Error(`The server did not answer within ${ms} ms`)),
      ms,
    );
    // A process that is done with all else need not wait for it.
    this.#timer.unref();
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
