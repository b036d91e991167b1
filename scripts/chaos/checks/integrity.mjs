/** What the chain of seals must say of the log. */
export const integrity = {
  'the log is as it was sealed': function* check({ verified, rows }, reach) {
    const { ok, rows_checked, first_bad } = verified;
    reach(rows_checked);
    if (!ok) {
      yield `${first_bad.id} is ${first_bad.kind}`;
    }
    if (rows_checked < rows) {
      yield `${rows} rows, of which ${rows_checked} were checked`;
    }
  },

  'nobody who was erased is named in the log': function* check(
    { named },
    reach,
  ) {
    reach();
    if (named > 0) {
      yield `${named} rows`;
    }
  },
};
