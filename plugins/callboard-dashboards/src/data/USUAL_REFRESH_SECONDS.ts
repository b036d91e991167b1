/** How often numbers are asked for again on a dashboard that does not say. */
export const USUAL_REFRESH_SECONDS = 60;
