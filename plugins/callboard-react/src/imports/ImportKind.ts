import type { endpoints } from '@callboard/plugin-callboard-common';

/** A column that a file can have. @public */
export interface ImportColumn {
  /** The name as in the header row of the file. */
  name: string;
  /** A short description of the values. */
  hint: string;
  isRequired?: boolean;
}

/** An importable resource type: its endpoint and the format of its files. @public */
export interface ImportKind {
  endpoint:
    | typeof endpoints.importStaff
    | typeof endpoints.importDepartments
    | typeof endpoints.importWorklogs;
  /** Whether every row creates a resource, so that none can exist already. */
  hasOnlyNewRows?: boolean;
  columns: readonly ImportColumn[];
  maxRows: number;
  /** Prefix for the names of files downloaded here, such as `people`. */
  fileName: string;
}
