/** The texts of the log, each once for what it is about. */
export const TEXTS_TABLE = 'activity_texts';

/** The rows of texts of the kind `label`. */
export const TEXT_ROWS_TABLE = 'activity_text_rows';

/** What a text is, which decides how the rows that have it are found. */
export const textKinds = {
  /** Label and id of an entity; its rows are the entity's. */
  entity: 1,
  /** The name of a person; its rows are the person's. */
  name: 2,
  /** A label that a person left without an entity; its rows are listed. */
  label: 3,
} as const;
