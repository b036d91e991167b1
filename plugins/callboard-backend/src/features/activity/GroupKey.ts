/** The values of a group's dimensions, as they are compared and paged by. */
export type GroupKey = Array<string | number>;
