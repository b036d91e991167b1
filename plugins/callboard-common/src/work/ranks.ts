/**
 * Cards of a column whose `sort_order` differs by less than this have too little
 * room between them: when one comes so close to others, the server moves those
 * away.
 *
 * Even at 10^12, the highest `sort_order`, numbers lie 2^-13 apart: what is this
 * close can still be told apart, and a few more cards fit in between.
 *
 * @public
 */
export const CARD_ROOM = 1;
