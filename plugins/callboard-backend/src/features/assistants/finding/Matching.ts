/**
 * How a name finds what is meant. Whoever acts takes `whole` names only, ignoring
 * case. Whoever reads may guess from a part of a name: a wrong guess is seen in the
 * answer, and does no harm.
 */
export type Matching = 'whole' | 'part';
