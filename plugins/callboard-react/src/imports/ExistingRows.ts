/** How an import treats rows that already exist. */
export type ExistingRows = 'error' | 'skip' | 'update';
