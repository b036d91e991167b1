/** The table of the log's texts, each stored once per entity or person. */
export const TEXTS_TABLE = 'activity_texts';

/** The table of the rows that have a text of the kind `label`. */
export const TEXT_ROWS_TABLE = 'activity_text_rows';

/** The kinds of texts, which decide how their rows are found. */
export const textKinds = {
  /** Label and id of an entity; its rows are the entity's. */
  entity: 1,
  /** The name of a person; its rows are the person's. */
  name: 2,
  /** A label without an entity; `TEXT_ROWS_TABLE` lists its rows. */
  label: 3,
} as const;
