/** The part of the `diff` library that Callboard uses; its version 5 has no types. */
declare module 'diff' {
  interface Change {
    value: string;
    added?: boolean;
    removed?: boolean;
  }

  /** Undefined if the texts differ by more than `maxEditLength` words. */
  export function diffWordsWithSpace(
    before: string,
    after: string,
    options: { maxEditLength: number },
  ): Change[] | undefined;
}
