/**
 * The minimum distance of `sort_order` between cards of a column. If a card comes closer to others,
 * the server moves those away.
 *
 * Even at 10^12, the highest `sort_order`, numbers lie 2^-13 apart: cards this close are still
 * distinguishable, and a few more fit in between.
 *
 * @public
 */
export const MIN_CARD_GAP = 1;
