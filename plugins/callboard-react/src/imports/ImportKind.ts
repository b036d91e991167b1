import type { endpoints } from '@callboard/plugin-callboard-common';

/** A column a file can have. @public */
export interface ImportColumn {
  /** As the first row of the file spells it. */
  name: string;
  /** What goes in, in a few words. */
  hint: string;
  isRequired?: boolean;
}

/** What is imported: where to, and what its files look like. @public */
export interface ImportKind {
  endpoint:
    | typeof endpoints.importStaff
    | typeof endpoints.importDepartments
    | typeof endpoints.importWorklogs;
  /** Whether every row is a new one, so that none can be there already. */
  hasOnlyNewRows?: boolean;
  columns: readonly ImportColumn[];
  maxRows: number;
  /** How files that can be downloaded here begin, such as `people`. */
  fileName: string;
}
