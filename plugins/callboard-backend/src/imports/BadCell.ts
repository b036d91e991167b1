/** A cell that is there, but whose value cannot be taken. */
export class BadCell {
  constructor(readonly reason: string) {}
}
