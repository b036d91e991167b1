/** A cell with an invalid value. */
export class BadCell {
  constructor(readonly reason: string) {}
}
