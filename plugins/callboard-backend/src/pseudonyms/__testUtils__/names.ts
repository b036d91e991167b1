const GAP = String.raw`(?:[\s.+_]|\\n|%20)+`;

/** Matches all names of the test users, of one person without a User, and of Jane Doe. */
export const NAMES = new RegExp(
  [
    `(ada|max|gus|pia|sue|ria|sam)${GAP}(admin|member|guest|project|super|reader|stranger)`,
    `odo${GAP}norm|norm,(${GAP})?odo|onorm`,
    `jane${GAP}doe|doe,(${GAP})?jane|jdoe`,
  ].join('|'),
  'i',
);
