/** What becomes of rows that exist already. */
export type ExistingRows = 'error' | 'skip' | 'update';
